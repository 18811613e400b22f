package webarch.server;

import java.util.List;

/** The command line options about the threads of a server, and their checks. */
final class ThreadArguments {
    private static final int MOST_THREADS = 200;

    private static final Parameter LOOPS =
            new Parameter("--loops", "N", "1", "userver: event loops in the process");

    private static final Parameter CARRIERS =
            new Parameter("--carriers", "N", "1", "knot: platform threads under the virtual ones");

    private static final Parameter SCHEDULER =
            Parameter.choice(
                    "--scheduler",
                    ServerOptions.Scheduler.values(),
                    "knot: who schedules the virtual threads, loop being carriers that wait for the"
                            + " sockets themselves");

    private static final Parameter IO =
            Parameter.choice(
                    "--io", ServerOptions.Io.values(), "knot: through what sockets are reached");

    private static final Parameter FILE_WORKERS =
            new Parameter(
                    "--file-workers",
                    "N",
                    "0",
                    "knot: threads that open and send files in place of the carriers");

    private static final Parameter READERS =
            new Parameter("--readers", "N", "1", "watpipe: threads of the read stage");

    private static final Parameter WRITERS =
            new Parameter("--writers", "N", "1", "watpipe: threads of the write stage");

    private static final Parameter WORKERS =
            new Parameter(
                    "--workers",
                    "N",
                    "0",
                    "watpipe: threads that serve both stages, in place of --readers and --writers");

    private static final Parameter QUEUE =
            new Parameter(
                    "--queue", "N", "1024", "watpipe: connections that may wait before a stage");

    static final List<Parameter> PARAMETERS =
            List.of(LOOPS, CARRIERS, SCHEDULER, IO, FILE_WORKERS, READERS, WRITERS, WORKERS, QUEUE);

    private ThreadArguments() {}

    /**
     * The threads asked for.
     *
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    static ServerOptions.Threads from(Arguments given) {
        int workers = given.integer(WORKERS, 0, MOST_THREADS);
        if (workers > 0 && (given.has(READERS) || given.has(WRITERS))) {
            throw new IllegalArgumentException(
                    "--workers: serve both stages, which leaves nothing to do for --readers and"
                            + " --writers; leave these out");
        }
        return new ServerOptions.Threads(
                given.integer(LOOPS, 1, MOST_THREADS),
                given.integer(CARRIERS, 1, MOST_THREADS),
                given.choice(SCHEDULER, ServerOptions.Scheduler.values()),
                given.choice(IO, ServerOptions.Io.values()),
                given.integer(FILE_WORKERS, 0, MOST_THREADS),
                given.integer(READERS, 1, MOST_THREADS),
                given.integer(WRITERS, 1, MOST_THREADS),
                workers,
                given.integer(QUEUE, 1, 1 << 20));
    }
}
