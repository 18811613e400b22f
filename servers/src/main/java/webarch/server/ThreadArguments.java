package webarch.server;

import picocli.CommandLine.Option;

/** The command line options about the threads of a server, and their checks. */
final class ThreadArguments {
    private static final int MOST_THREADS = 200;

    @Option(
            names = "--loops",
            defaultValue = "1",
            paramLabel = "N",
            description = "userver: event loops in the process (default: ${DEFAULT-VALUE})")
    private int loops;

    @Option(
            names = "--carriers",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "knot: platform threads under the virtual ones (default: ${DEFAULT-VALUE})")
    private int carriers;

    @Option(
            names = "--scheduler",
            defaultValue = "loop",
            paramLabel = "NAME",
            description =
                    "knot: who schedules the virtual threads: ${COMPLETION-CANDIDATES}, loop being"
                            + " carriers that wait for the sockets themselves (default:"
                            + " ${DEFAULT-VALUE})")
    private ServerOptions.Scheduler scheduler;

    @Option(
            names = "--io",
            defaultValue = "syscalls",
            paramLabel = "KIND",
            description =
                    "knot: through what sockets are reached: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE})")
    private ServerOptions.Io io;

    @Option(
            names = "--file-workers",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "knot: threads that open and send files in place of the carriers (default:"
                            + " ${DEFAULT-VALUE})")
    private int fileWorkers;

    @Option(
            names = "--readers",
            paramLabel = "N",
            description = "watpipe: threads of the read stage (default: 1)")
    private Integer readers;

    @Option(
            names = "--writers",
            paramLabel = "N",
            description = "watpipe: threads of the write stage (default: 1)")
    private Integer writers;

    @Option(
            names = "--workers",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "watpipe: threads that serve both stages, in place of --readers and --writers"
                            + " (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--queue",
            defaultValue = "1024",
            paramLabel = "N",
            description =
                    "watpipe: connections that may wait before a stage (default: ${DEFAULT-VALUE})")
    private int queue;

    /**
     * The threads asked for.
     *
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    ServerOptions.Threads toThreads() {
        require("--loops", loops, 1, MOST_THREADS);
        require("--carriers", carriers, 1, MOST_THREADS);
        require("--file-workers", fileWorkers, 0, MOST_THREADS);
        int readerCount = readers == null ? 1 : readers;
        int writerCount = writers == null ? 1 : writers;
        require("--readers", readerCount, 1, MOST_THREADS);
        require("--writers", writerCount, 1, MOST_THREADS);
        require("--workers", workers, 0, MOST_THREADS);
        if (workers > 0 && (readers != null || writers != null)) {
            throw new IllegalArgumentException(
                    "--workers: serve both stages, which leaves nothing to do for --readers and"
                            + " --writers; leave these out");
        }
        require("--queue", queue, 1, 1 << 20);
        return new ServerOptions.Threads(
                loops,
                carriers,
                scheduler,
                io,
                fileWorkers,
                readerCount,
                writerCount,
                workers,
                queue);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + ": must be from " + least + " to " + most);
        }
    }
}
