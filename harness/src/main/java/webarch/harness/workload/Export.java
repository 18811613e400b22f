package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Path;

/** A request log in the form that another load generator reads. */
public interface Export {
    /** Sessions for httperf's {@code --wsesslog}. */
    static Export forHttperf(RequestLog log, ExportOptions options) {
        return new HttperfSessions(log, options);
    }

    /**
     * A script for wrk; refuses a log with HEAD, whose replies wrk cannot read, and a session rate,
     * which it does not have.
     */
    static Export forWrk(RequestLog log, ExportOptions options) {
        return new WrkScript(log, options);
    }

    /** A benchmark for Hyperfoil; refuses sessions without end that arrive at a rate. */
    static Export forHyperfoil(RequestLog log, ExportOptions options) {
        return new HyperfoilBenchmark(log, options);
    }

    void write(Appendable out) throws IOException;

    /** How many requests of the log it holds. */
    int requests();

    /** A command line that uses it, with capitals for what the user has to fill in. */
    String usage(Path file);
}
