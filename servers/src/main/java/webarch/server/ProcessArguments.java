package webarch.server;

import java.nio.file.Path;
import java.util.List;
import webarch.server.processes.Inheritance;

/** The command line options about the processes of a server, and their checks. */
final class ProcessArguments {
    private static final int MOST_PROCESSES = 64;

    private static final Parameter PROCESSES =
            new Parameter(
                    "--processes",
                    "N",
                    "1",
                    "userver, knot, watpipe: processes that share the port and nothing else, each"
                            + " with the limits above");

    private static final Parameter SCHEDULING =
            Parameter.choice(
                    "--scheduling",
                    SchedulingClass.values(),
                    "scheduling class of the threads, see sched(7)");

    private static final Parameter COUNTERS =
            new Parameter("--counters", "FILE", "publish counters in this file while running");

    /** What a parent tells its children, and nobody else has a use for. */
    static final Parameter PARENT =
            new Parameter(Inheritance.OPTION, "NAME", "where the parent of this process is");

    static final List<Parameter> PARAMETERS = List.of(PROCESSES, SCHEDULING, COUNTERS);

    private ProcessArguments() {}

    /**
     * How many processes serve together.
     *
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    static int count(Arguments given) {
        return given.integer(PROCESSES, 1, MOST_PROCESSES);
    }

    static SchedulingClass scheduling(Arguments given) {
        return given.choice(SCHEDULING, SchedulingClass.values());
    }

    /** Where counters are published; null for nowhere. */
    static Path counters(Arguments given) {
        return given.has(COUNTERS) ? Path.of(given.text(COUNTERS)) : null;
    }

    /** Where the parent of this process is; null when it has none. */
    static String parent(Arguments given) {
        return given.text(PARENT);
    }
}
