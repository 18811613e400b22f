package webarch.kernel;

/** The threads of one cell: the one that runs it and those it started. Thread-safe. */
final class CellThreads extends ThreadGroup {
    private volatile boolean stopped;

    CellThreads() {
        super("notebook-cell");
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
        interrupt();
    }
}
