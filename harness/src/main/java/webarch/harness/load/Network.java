package webarch.harness.load;

/**
 * What a loop has of the operating system: one thread, timers that fire on it, and connections
 * whose events are told on it.
 */
interface Network {
    /** Runs a task on the loop's thread, after those given before; any thread may give one. */
    void execute(Runnable task);

    /** Runs a task on the loop's thread, so many nanoseconds from now; for the loop's thread. */
    Timer after(long nanos, Runnable task);

    /** A connection for {@code client} that is not open yet; for the loop's thread. */
    ClientConnection connection(Client client);

    /** Gives back what the loop's connections used, all of which are closed. */
    void free();

    /** A task to come. */
    interface Timer {
        void cancel();
    }
}
