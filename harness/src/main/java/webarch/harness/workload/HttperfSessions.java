package webarch.harness.workload;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * A request log for httperf's {@code --wsesslog} (httperf(1)): sessions separated by an empty line,
 * a line a request, each a burst of its own because our clients do not pipeline. httperf waits
 * after a burst, so a think time stands with the request before it.
 */
final class HttperfSessions implements Export {
    /** httperf 0.9 has room for no more (MAX_SESSION_TEMPLATES in its wsesslog.c). */
    private static final int MOST_SESSIONS = 1000;

    private static final int MICROS = 6;

    private final RequestLog log;
    private final ExportOptions options;
    private final int sessions;

    HttperfSessions(RequestLog log, ExportOptions options) {
        this.log = log;
        this.options = options;
        sessions = log.endless() ? 1 : Math.min(log.sessions(), MOST_SESSIONS);
    }

    private int end(int session) {
        return log.endless() ? log.size() : log.sessionEnd(session);
    }

    @Override
    public int requests() {
        return end(sessions - 1);
    }

    @Override
    public void write(Appendable out) throws IOException {
        out.append("# workload ").append(log.name());
        out.append(", request log sha256 ").append(log.sha256()).append('\n');
        out.append("# ").append(Integer.toString(sessions)).append(" sessions, ");
        out.append(Integer.toString(requests())).append(" of ");
        out.append(Integer.toString(log.size())).append(" requests\n");
        for (int session = 0; session < sessions; session++) {
            out.append('\n');
            for (int i = log.sessionStart(session); i < end(session); i++) {
                out.append('/').append(log.fileSet().files().get(log.file(i)).path());
                if (log.head(i)) {
                    out.append(" method=HEAD");
                }
                int think = i + 1 < end(session) ? log.thinkMicros(i + 1) : 0;
                if (think > 0) {
                    out.append(" think=").append(BigDecimal.valueOf(think, MICROS).toPlainString());
                }
                out.append('\n');
            }
        }
    }

    @Override
    public String usage(Path file) {
        return "httperf --hog --server=HOST --port=PORT --wsesslog="
                + sessions
                + ",0,"
                + file
                + " --rate="
                + options.sessionRate().map(String::valueOf).orElse("SESSIONS_PER_S")
                + " --timeout="
                + options.timeout().toMillis() / 1e3;
    }
}
