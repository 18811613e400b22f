package webarch.harness.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of one event loop. Only the loop's thread adds; any thread reads, at any time, without
 * stopping it. A request is counted as sent before its outcome is counted, and outcomes are read
 * before what was sent, so no reader sees more outcomes than requests.
 */
@SuppressWarnings("EnumOrdinal") // An index into an array that lives and dies with the enum.
final class LoadCounters {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /** A cache line and its neighbour on either side, so that loops do not share one. */
    private static final int PADDING = 16;

    private static final int SENT = PADDING;
    private static final int REPLIES = SENT + 1;
    private static final int LATENCY_NANOS = SENT + 2;
    private static final int RECEIVED_BYTES = SENT + 3;
    private static final int CONNECTS = SENT + 4;
    private static final int CONNECT_NANOS = SENT + 5;
    private static final int ERRORS = SENT + 6;
    private static final ErrorKind[] KINDS = ErrorKind.values();

    private final long[] values = new long[ERRORS + KINDS.length + PADDING];

    private void add(int counter, long amount) {
        LONGS.setRelease(values, counter, values[counter] + amount);
    }

    private long get(int counter) {
        return (long) LONGS.getAcquire(values, counter);
    }

    void sent() {
        add(SENT, 1);
    }

    void received(int bytes) {
        add(RECEIVED_BYTES, bytes);
    }

    void reply(long latencyNanos) {
        add(LATENCY_NANOS, latencyNanos);
        add(REPLIES, 1);
    }

    void error(ErrorKind kind) {
        add(ERRORS + kind.ordinal(), 1);
    }

    void connected(long nanos) {
        add(CONNECT_NANOS, nanos);
        add(CONNECTS, 1);
    }

    LoadSnapshot snapshot(long nanoTime) {
        Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        long outcomes = 0;
        for (ErrorKind kind : KINDS) {
            long count = get(ERRORS + kind.ordinal());
            errors.put(kind, count);
            outcomes += count;
        }
        long replies = get(REPLIES);
        outcomes += replies;
        long latencyNanos = get(LATENCY_NANOS);
        long connects = get(CONNECTS);
        long connectNanos = get(CONNECT_NANOS);
        long receivedBytes = get(RECEIVED_BYTES);
        long sent = get(SENT);
        return new LoadSnapshot(
                nanoTime,
                replies,
                errors,
                receivedBytes,
                connects,
                latencyNanos,
                connectNanos,
                Math.toIntExact(sent - outcomes),
                sent);
    }
}
