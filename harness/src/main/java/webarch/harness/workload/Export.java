package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Path;

/** A request log in the form that another load generator reads. */
public interface Export {
    /** Sessions for httperf's {@code --wsesslog}. */
    static Export forHttperf(RequestLog log) {
        return new HttperfSessions(log);
    }

    /** A script for wrk; refuses a log with HEAD, whose replies wrk cannot read. */
    static Export forWrk(RequestLog log) {
        return new WrkScript(log);
    }

    /**
     * A benchmark for Hyperfoil; refuses a log with HEAD or think times, which it does not hold.
     */
    static Export forHyperfoil(RequestLog log) {
        return new HyperfoilBenchmark(log);
    }

    void write(Appendable out) throws IOException;

    /** How many requests of the log it holds. */
    int requests();

    /** A command line that uses it, with capitals for what the user has to fill in. */
    String usage(Path file);
}
