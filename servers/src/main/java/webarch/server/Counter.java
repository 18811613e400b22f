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
    PARKS,
    /** Times that a carrier of ours put a virtual thread on and ran it until it parked or ended. */
    MOUNTS,
    /** Batches put into the queue before the read stage. */
    READ_PUTS,
    /** Sleeping threads woken by them. */
    READ_WAKES,
    /** Batches that threads of the stage have taken. */
    READ_BATCHES,
    /** Connections in them. */
    READ_TICKETS,
    /** Lengths of the queue that they were taken from, added up. */
    READ_QUEUE_LENGTHS,
    /** Greatest length of the queue so far. */
    READ_QUEUE_LONGEST,
    /** Time that connections have been in the queue, in nanoseconds. */
    READ_QUEUE_WAIT_NS,
    /** Time that the stage's threads have been at their batches, in nanoseconds. */
    READ_SERVICE_NS,
    /** Batches put into the queue before the write stage. */
    WRITE_PUTS,
    /** Sleeping threads woken by them. */
    WRITE_WAKES,
    /** Batches that threads of the stage have taken. */
    WRITE_BATCHES,
    /** Connections in them. */
    WRITE_TICKETS,
    /** Lengths of the queue that they were taken from, added up. */
    WRITE_QUEUE_LENGTHS,
    /** Greatest length of the queue so far. */
    WRITE_QUEUE_LONGEST,
    /** Time that connections have been in the queue, in nanoseconds. */
    WRITE_QUEUE_WAIT_NS,
    /** Time that the stage's threads have been at their batches, in nanoseconds. */
    WRITE_SERVICE_NS;

    /** The name under which it is published. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
