package webarch.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import webarch.linux.SystemCalls;

/**
 * What other threads may do to a connection: see whether its time is up, and wake its owner,
 * wherever that waits, by ending the input of its socket. The owner moves the deadline on as it
 * hears of the client, without the cost of a volatile.
 *
 * <pre>
 *   owner:   begin ──► expireAt, expireAt … ──► end, then the socket is closed
 *   others:       isOverdue ──► expire          or hurry, when the server is about to stop
 * </pre>
 *
 * <p>The lock keeps others from a socket that is no longer the connection's, or another client's.
 */
final class Watchdog {
    private static final VarHandle DEADLINE;

    static {
        try {
            DEADLINE = MethodHandles.lookup().findVarHandle(Watchdog.class, "deadline", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // through DEADLINE
    private long deadline;

    private boolean open;
    private int socket;

    /** What the socket is reached through; null where that is system calls. */
    private ClientChannel channel;

    private volatile boolean expired;
    private volatile boolean deaf;

    /** Begins with a socket, or with a channel if that is not null. */
    synchronized void begin(int acceptedSocket, ClientChannel acceptedChannel) {
        socket = acceptedSocket;
        channel = acceptedChannel;
        expired = false;
        deaf = false;
        open = true;
    }

    /** From here on nobody touches the socket. */
    synchronized void end() {
        open = false;
    }

    /** Sets the deadline, on the clock of {@link Clock#nowMillis}. */
    void expireAt(long millis) {
        DEADLINE.setOpaque(this, millis);
    }

    boolean isOverdue(long nowMillis) {
        return nowMillis > (long) DEADLINE.getOpaque(this);
    }

    /** Whether the owner was woken because its time was up. */
    boolean hasExpired() {
        return expired;
    }

    /** The owner has noticed. */
    void forget() {
        expired = false;
    }

    /**
     * Whether the owner waits for room alone, and of an end hears only if it is of both directions.
     */
    void hearsRoomAlone(boolean alone) {
        deaf = alone;
    }

    /**
     * Wakes the owner because nothing has happened for too long, unless that is no longer so: the
     * client may have been heard of, or another one may have taken its place.
     */
    synchronized void expire(SystemCalls calls, long nowMillis) {
        if (open && isOverdue(nowMillis)) {
            expired = true;
            wake(calls, deaf ? SystemCalls.SHUT_RDWR : SystemCalls.SHUT_RD);
        }
    }

    /** Wakes the owner because the server is about to stop. */
    synchronized void hurry(SystemCalls calls) {
        if (open) {
            wake(calls, SystemCalls.SHUT_RD);
        }
    }

    private void wake(SystemCalls calls, int direction) {
        if (channel == null) {
            calls.shutdown(socket, direction);
        } else {
            channel.wake(expired);
        }
    }
}
