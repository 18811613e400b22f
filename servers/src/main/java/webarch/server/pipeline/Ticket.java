package webarch.server.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import webarch.server.Connection;

/**
 * A connection on its way through the stages. The stage that has the ticket owns the connection;
 * when none has, it rests with read-poll, and the first event takes it out again.
 *
 * <pre>
 *            first event (read-poll)       accepted
 *   RESTING ─────────────────────────► UNDER WAY ──event──► UNDER WAY, event noted
 *      ▲                                   │                         │
 *      └──────────── rest ─────────────────┘      rest fails: the owner goes on reading
 * </pre>
 *
 * A client may send its next request as soon as it has the last byte of a reply, before the writer
 * has put the connection to rest; hence the note.
 */
final class Ticket {
    private static final int RESTING = 0;

    /** No bit of epoll's that is waited for. */
    private static final int UNDER_WAY = 1 << 30;

    private final Connection connection;
    private boolean knownToWritePoll;
    private final AtomicInteger state = new AtomicInteger(UNDER_WAY);

    /** Of a new connection, which is under way to where it rests. */
    Ticket(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Called by read-poll with an event; true when the connection was resting and is now its own.
     */
    boolean take(int events) {
        while (true) {
            int before = state.get();
            if (before == RESTING) {
                if (state.compareAndSet(RESTING, UNDER_WAY)) {
                    connection.ready(events);
                    return true;
                }
            } else if (state.compareAndSet(before, before | events)) {
                return false;
            }
        }
    }

    /** Whether write-poll has it registered; says so from now on. */
    boolean introduceToWritePoll() {
        boolean known = knownToWritePoll;
        knownToWritePoll = true;
        return !known;
    }

    /**
     * Gives the connection up; false when an event has come meanwhile, so that the caller keeps it.
     */
    boolean rest() {
        if (state.compareAndSet(UNDER_WAY, RESTING)) {
            return true;
        }
        connection.ready(state.getAndSet(UNDER_WAY) & ~UNDER_WAY);
        return false;
    }
}
