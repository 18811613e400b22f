package webarch.harness.load;

/** Decides which client of a loop begins which session when. The loop's thread owns it. */
interface Schedule {
    /** A late loop begins sessions for so long before it looks at its connections again. */
    long TURN_NANOS = 50_000_000;

    /** The load begins. */
    void start();

    /** A connection was opened, or could not be. */
    void settled();

    void pause();

    void resume();

    /** {@code client} had the last reply of its session, or never had one. */
    void sessionOver(Client client);

    /** An error ended the session of {@code client}. */
    void sessionFailed(Client client);
}
