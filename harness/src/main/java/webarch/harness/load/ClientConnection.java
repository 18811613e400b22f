package webarch.harness.load;

/**
 * One connection of a client: tells it what happens there until the client gives it up, and nothing
 * afterwards. The loop's thread owns it.
 */
interface ClientConnection {
    /** Tells the client, now or later, that it is connected or that it broke. */
    void connect();

    /** Sends the request for a file; the reply to the one before is complete. */
    void send(int file, boolean head);

    boolean isOpen();

    /** Closes it; late events go nowhere. */
    void giveUp();
}
