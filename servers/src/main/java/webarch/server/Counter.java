package webarch.server;

import java.util.Locale;

/** What is counted on the data path, and published while the server runs. */
public enum Counter {
    /** Returns of epoll_wait with at least one event. */
    WAKEUPS,
    /** Events in them. */
    EVENTS,
    /** Calls on client sockets that answered EAGAIN. */
    WOULD_BLOCK,
    /** Connections accepted. */
    ACCEPTED,
    /** Connections closed. */
    CLOSED,
    /** Requests whose head has been parsed, or refused. */
    REQUESTS,
    /** Replies sent to the last byte. */
    REPLIES,
    /** Replies among them with a status of 400 or above. */
    REFUSALS,
    /** Replies cut off: the peer went away, or the file shrank. */
    ABORTS,
    /** Connections closed because nothing happened on them in time. */
    EXPIRED,
    /** Times that a full queue held a stage up. */
    QUEUE_FULL,
    /** Times that a connection's thread had to wait, for its socket or for a file worker. */
    PARKS;

    /** The name under which it is published. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
