package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import webarch.harness.UsageException;

/**
 * A workload as a benchmark of Hyperfoil (hyperfoil.io): each user draws its files and methods at
 * random, as often as the log asks for them, and its think times; it ends a session with the
 * probability that the workload's session length implies. So the order of the log is not kept, its
 * frequencies are. A session is a connection; of an endless one, each request is a session of its
 * own to Hyperfoil, which ends a phase only between sessions, and uses the connections that there
 * are.
 *
 * <pre>
 *   request: draw file, method ──GET──► reply ──► draw what then ──► end of the session
 *      ▲ ▲                  └──► head: HEAD ──► reply ──┘   │
 *      │ └─────────────────────── more ─────────────────────┤
 *      └──────────── pause0, pause1, …: think time ◄────────┘
 * </pre>
 */
final class HyperfoilBenchmark implements Export {
    private static final String CLOSED =
            """
                always:
                  users: !param USERS 64
            """;

    /** At fixed intervals, as httperf's; a session that finds too many others is left out. */
    private static final String AT_RATE =
            """
                constantRate:
                  usersPerSec: !param RATE %s
                  variance: false
                  maxSessions: !param USERS 1000
                  sessionLimitPolicy: CONTINUE
            """;

    private static final String DRAW =
            """
                      - randomItem:
                          toVar: %s
                          list:
            """;

    private static final String WEIGHT = "                %s: %s\n";

    /** Without a browser's cache, which would keep a session from asking for a file twice. */
    private static final String REQUEST =
            """
                      - clearHttpCache
                      - httpRequest:
                          %s: /${file}
                          timeout: %sms
            """;

    private static final String IF =
            """
                      - breakSequence:
                          stringCondition:
                            fromVar: %s
                            equalTo: %s
            """;

    private static final String GO_THERE =
            "              onBreak:\n                newSequence: %s\n";

    private static final String AGAIN = "          - nextSequence: request\n";

    private static final String CONSTANT = "          - thinkTime: %sms\n";

    private static final String EXPONENTIAL =
            """
                      - thinkTime:
                          duration: %sms
                          random: NEGATIVE_EXPONENTIAL
            """;

    private final RequestLog log;
    private final ExportOptions options;
    private final List<HyperfoilPause> pauses;

    /** Mean number of requests of a session. */
    private final double length;

    /**
     * Of {@code log}.
     *
     * @throws UsageException if sessions without end are to arrive at a rate
     */
    HyperfoilBenchmark(RequestLog log, ExportOptions options) {
        if (log.endless() && options.sessionRate().isPresent()) {
            throw new UsageException(
                    "--session-rate: sessions of workload "
                            + log.name()
                            + " do not end; give a mean number of requests with --session");
        }
        this.log = log;
        this.options = options;
        pauses =
                options.think().map(HyperfoilPause::of).orElse(List.of()).stream()
                        .filter(pause -> pause.millis() > 0)
                        .toList();
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
        out.append("  sharedConnections: !param USERS ").append(users()).append('\n');
        out.append("  connectionStrategy: ");
        out.append(log.endless() ? "SHARED_POOL" : "OPEN_ON_REQUEST").append('\n');
        // Else each request names its session, and is 19 bytes longer than ours.
        out.append("ergonomics:\n  userAgentFromSession: false\nphases:\n");
        phase(out, "warmup", "WARMUP 5s");
        out.append("      isWarmup: true\n      scenario: &session\n        initialSequences:\n");
        request(out);
        if (log.heads() || !pauses.isEmpty()) {
            out.append("        sequences:\n");
        }
        if (log.heads()) {
            out.append("        - head:\n");
            out.append(REQUEST.formatted("HEAD", options.timeout().toMillis()));
            then(out);
        }
        for (int i = 0; i < pauses.size(); i++) {
            out.append("        - pause%s:\n".formatted(i));
            HyperfoilPause pause = pauses.get(i);
            out.append((pause.constant() ? CONSTANT : EXPONENTIAL).formatted(pause.millis()));
            out.append(again());
        }
        phase(out, "measured", "DURATION 20s");
        // Strictly: with no request of the warm-up under way.
        out.append("      startAfterStrict: warmup\n      scenario: *session\n");
    }

    private String users() {
        return options.sessionRate().isPresent() ? "1000" : "64";
    }

    private void phase(Appendable out, String name, String duration) throws IOException {
        out.append("- %s:\n".formatted(name));
        out.append(options.sessionRate().map(AT_RATE::formatted).orElse(CLOSED));
        out.append("      duration: !param %s\n".formatted(duration));
    }

    private void request(Appendable out) throws IOException {
        out.append("        - request:\n");
        out.append(DRAW.formatted("file"));
        for (Map.Entry<String, Integer> file : frequencies().entrySet()) {
            out.append(WEIGHT.formatted(file.getKey(), file.getValue()));
        }
        if (log.heads()) {
            int heads = heads();
            out.append(DRAW.formatted("method"));
            if (heads < log.size()) {
                out.append(WEIGHT.formatted("GET", log.size() - heads));
            }
            out.append(WEIGHT.formatted("HEAD", heads));
            out.append((IF + GO_THERE).formatted("method", "HEAD", "head"));
        }
        out.append(REQUEST.formatted("GET", options.timeout().toMillis()));
        then(out);
    }

    /** What comes after a reply. */
    private void then(Appendable out) throws IOException {
        double goesOn = log.endless() ? 1 : 1 - 1 / length;
        double thinks = pauses.stream().mapToDouble(HyperfoilPause::share).sum();
        if (goesOn < 1 || thinks > 0) {
            out.append(DRAW.formatted("then"));
            weight(out, "end", 1 - goesOn);
            weight(out, "more", goesOn * (1 - thinks));
            for (int i = 0; i < pauses.size(); i++) {
                weight(out, "pause" + i, goesOn * pauses.get(i).share());
            }
            if (goesOn < 1) {
                out.append(IF.formatted("then", "end"));
            }
            for (int i = 0; i < pauses.size(); i++) {
                out.append((IF + GO_THERE).formatted("then", "pause" + i, "pause" + i));
            }
        }
        out.append(again());
    }

    private String again() {
        return log.endless() ? "" : AGAIN;
    }

    /** Nothing that rounding has left. */
    private static void weight(Appendable out, String item, double weight) throws IOException {
        if (weight > 1e-12) {
            out.append(WEIGHT.formatted(item, weight));
        }
    }

    private Map<String, Integer> frequencies() {
        Map<String, Integer> frequencies = new TreeMap<>();
        for (int i = 0; i < log.size(); i++) {
            frequencies.merge(log.fileSet().files().get(log.file(i)).path(), 1, Integer::sum);
        }
        return frequencies;
    }

    private int heads() {
        int heads = 0;
        for (int i = 0; i < log.size(); i++) {
            heads += log.head(i) ? 1 : 0;
        }
        return heads;
    }

    @Override
    public String usage(Path file) {
        return "harness/remote/hyperfoil "
                + file
                + " URL=http://HOST:PORT USERS=N"
                + options.sessionRate().map(rate -> " RATE=" + rate).orElse("")
                + " DURATION=20s";
    }
}
