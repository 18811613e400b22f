package webarch.server;

import picocli.CommandLine.Option;
import webarch.server.processes.Inheritance;

/** The command line options about the processes of a server. */
final class ProcessArguments {
    private static final int MOST_PROCESSES = 64;

    @Option(
            names = "--processes",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "userver, knot, watpipe: processes that share the port and nothing else, each"
                            + " with the limits above (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = Inheritance.OPTION, hidden = true)
    private String parent;

    /**
     * How many processes serve together.
     *
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    int count() {
        if (count < 1 || count > MOST_PROCESSES) {
            throw new IllegalArgumentException("--processes: must be from 1 to " + MOST_PROCESSES);
        }
        return count;
    }

    /** Where the parent of this process is; null when it has none. */
    String parent() {
        return parent;
    }
}
