package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import webarch.harness.UsageException;

/**
 * A workload as a benchmark of Hyperfoil (hyperfoil.io): a closed loop in which each user draws its
 * files at random, as often as the log asks for them, and ends a session with the probability that
 * the workload's session length implies; so the order of the log is not kept, its frequencies are.
 * A session is a connection; an endless one goes on using the connections that there are.
 */
final class HyperfoilBenchmark implements Export {
    private static final String PHASE =
            """
            - %s:
                always:
                  users: !param USERS 64
                  duration: !param %s
            """;

    private static final String REQUEST =
            """
                      - httpRequest:
                          GET: /${file}
                          timeout: 10s
            """;

    private static final String END =
            """
                      - randomItem:
                          toVar: then
                          list:
                            more: MORE
                            end: 1
                      - breakSequence:
                          stringCondition:
                            fromVar: then
                            equalTo: end
                      - restartSequence
            """;

    private final RequestLog log;

    /** Mean number of requests of a session. */
    private final double length;

    /**
     * Of {@code log}.
     *
     * @throws UsageException if there is a HEAD or a think time, which it does not hold
     */
    HyperfoilBenchmark(RequestLog log) {
        if (log.heads() || log.thinks()) {
            throw new UsageException(
                    "--for hyperfoil: workload "
                            + log.name()
                            + " has HEAD or think times, which are exported for httperf alone");
        }
        this.log = log;
        length = (double) log.size() / log.sessions();
    }

    @Override
    public int requests() {
        return log.size();
    }

    @Override
    public void write(Appendable out) throws IOException {
        out.append("# workload ").append(log.name());
        out.append(", request log sha256 ").append(log.sha256()).append('\n');
        out.append("name: ").append(log.name()).append('\n');
        out.append("http:\n  host: !param URL http://127.0.0.1:8080\n");
        out.append("  sharedConnections: !param USERS 64\n");
        out.append("  connectionStrategy: ");
        out.append(log.endless() ? "SHARED_POOL" : "OPEN_ON_REQUEST").append('\n');
        // Else each request names its session, and is 19 bytes longer than ours.
        out.append("ergonomics:\n  userAgentFromSession: false\nphases:\n");
        out.append(PHASE.formatted("warmup", "WARMUP 5s"));
        out.append("      isWarmup: true\n      scenario: &session\n        initialSequences:\n");
        out.append("        - request:\n          - randomItem:\n              toVar: file\n");
        out.append("              list:\n");
        for (Map.Entry<String, Integer> file : frequencies().entrySet()) {
            out.append("                ").append(file.getKey()).append(": ");
            out.append(file.getValue().toString()).append('\n');
        }
        out.append(REQUEST);
        if (!log.endless() && length > 1) {
            out.append(END.replace("MORE", Double.toString(length - 1)));
        }
        out.append(PHASE.formatted("measured", "DURATION 20s"));
        // Strictly: with no request of the warm-up under way.
        out.append("      startAfterStrict: warmup\n      scenario: *session\n");
    }

    private Map<String, Integer> frequencies() {
        Map<String, Integer> frequencies = new TreeMap<>();
        for (int i = 0; i < log.size(); i++) {
            frequencies.merge(log.fileSet().files().get(log.file(i)).path(), 1, Integer::sum);
        }
        return frequencies;
    }

    @Override
    public String usage(Path file) {
        return "harness/remote/hyperfoil " + file + " URL=http://HOST:PORT USERS=N DURATION=20s";
    }
}
