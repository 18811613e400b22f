package webarch.harness.load;

/**
 * Clients at work on one server, in this process or on other hosts. {@code start}, {@code pause},
 * {@code resume} and {@code close} are for one thread, in that order; the others for any one.
 */
public interface Load extends AutoCloseable {
    /** Opens the connections and begins. */
    void start();

    /** Sends no more requests; returns when none is outstanding. Connections stay open. */
    void pause();

    void resume();

    /** Totals since the start, without stopping the load. */
    LoadSnapshot snapshot();

    /**
     * Totals, with the requests that the clients themselves say are under way, and, up to the same
     * moment, what was measured since the last call.
     */
    Taken take();

    /**
     * CPU time of all processes that load, in nanoseconds, about when they were last asked for
     * totals.
     */
    long cpuNanos();

    @Override
    void close();
}
