package webarch.harness.load;

/** Decides which client of a loop begins which session when. The loop's thread owns it. */
interface Schedule {
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
