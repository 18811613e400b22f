package webarch.harness.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of one event loop. Only the loop's thread adds; any thread reads, at any time, without
 * stopping it. A version that is odd during a change lets readers see whole changes only (a
 * sequence lock): what they read is one moment of the loop.
 */
@SuppressWarnings("EnumOrdinal") // An index into an array that lives and dies with the enum.
final class LoadCounters {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /** A cache line and its neighbour on either side, so that loops do not share one. */
    private static final int PADDING = 16;

    private static final int VERSION = PADDING;
    private static final int SENT = VERSION + 1;
    private static final int REPLIES = VERSION + 2;
    private static final int LATENCY_NANOS = VERSION + 3;
    private static final int RECEIVED_BYTES = VERSION + 4;
    private static final int CONNECTS = VERSION + 5;
    private static final int CONNECT_NANOS = VERSION + 6;

    /** Clients in a request or a connect, and the sum of the times at which these began. */
    private static final int BUSY = VERSION + 7;

    private static final int BUSY_SINCE = VERSION + 8;
    private static final int ERRORS = VERSION + 9;
    private static final ErrorKind[] KINDS = ErrorKind.values();

    private final long[] values = new long[ERRORS + KINDS.length + PADDING];

    /** A connect began. */
    void connecting(long now) {
        beginChange();
        busy(now, 1);
        endChange();
    }

    void connected(long since, long now) {
        beginChange();
        busy(since, -1);
        add(CONNECTS, 1);
        add(CONNECT_NANOS, now - since);
        endChange();
    }

    void sent(long now) {
        beginChange();
        busy(now, 1);
        add(SENT, 1);
        endChange();
    }

    void received(int bytes) {
        beginChange();
        add(RECEIVED_BYTES, bytes);
        endChange();
    }

    void reply(long since, long now) {
        beginChange();
        busy(since, -1);
        add(REPLIES, 1);
        add(LATENCY_NANOS, now - since);
        endChange();
    }

    /** A request that was sent at {@code since} has failed. */
    void failed(ErrorKind kind, long since) {
        beginChange();
        busy(since, -1);
        add(ERRORS + kind.ordinal(), 1);
        endChange();
    }

    /** A request was given up, because the connect that began at {@code since} has failed. */
    void unconnected(ErrorKind kind, long since) {
        beginChange();
        busy(since, -1);
        add(SENT, 1);
        add(ERRORS + kind.ordinal(), 1);
        endChange();
    }

    private void busy(long since, int change) {
        add(BUSY, change);
        add(BUSY_SINCE, change * since);
    }

    private void add(int counter, long amount) {
        LONGS.setOpaque(values, counter, values[counter] + amount);
    }

    private void beginChange() {
        add(VERSION, 1);
        VarHandle.storeStoreFence();
    }

    private void endChange() {
        LONGS.setRelease(values, VERSION, values[VERSION] + 1);
    }

    /** The totals at {@code now}. */
    LoadSnapshot snapshot(long now) {
        long[] seen = wholeChanges();
        Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        long outcomes = seen[REPLIES];
        for (ErrorKind kind : KINDS) {
            long count = seen[ERRORS + kind.ordinal()];
            errors.put(kind, count);
            outcomes += count;
        }
        return new LoadSnapshot(
                now,
                seen[REPLIES],
                errors,
                seen[RECEIVED_BYTES],
                seen[CONNECTS],
                seen[LATENCY_NANOS],
                seen[CONNECT_NANOS],
                seen[BUSY] * now - seen[BUSY_SINCE],
                Math.toIntExact(seen[SENT] - outcomes),
                seen[SENT]);
    }

    private long[] wholeChanges() {
        while (true) {
            long version = (long) LONGS.getAcquire(values, VERSION);
            long[] copy = new long[values.length];
            for (int i = VERSION; i < ERRORS + KINDS.length; i++) {
                copy[i] = (long) LONGS.getOpaque(values, i);
            }
            VarHandle.loadLoadFence();
            if (version % 2 == 0 && version == (long) LONGS.getOpaque(values, VERSION)) {
                return copy;
            }
            Thread.onSpinWait();
        }
    }
}
