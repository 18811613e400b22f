package webarch.harness.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
    private static final int RECEIVED_BYTES = VERSION + 2;
    private static final int CONNECTS = VERSION + 3;

    /** What clients did with their time. */
    private static final int LATENCY_NANOS = VERSION + 4;

    private static final int FAILED_NANOS = VERSION + 5;
    private static final int CONNECT_NANOS = VERSION + 6;
    private static final int THINK_NANOS = VERSION + 7;

    /** Clients whose clock runs, and the sum of the times since which they do what they do. */
    private static final int CLOCKS = VERSION + 8;

    private static final int CLOCKS_SINCE = VERSION + 9;

    private static final int SESSIONS = VERSION + 10;
    private static final int SESSIONS_NOT_BEGUN = VERSION + 11;
    private static final int SESSION_NANOS = VERSION + 12;

    /** Sessions under way, and the sum of the times at which they began. */
    private static final int ACTIVE = VERSION + 13;

    private static final int ACTIVE_SINCE = VERSION + 14;

    /** For each class of files its replies and then its errors, a counter for each kind. */
    private static final int CLASSES = VERSION + 15;

    private static final ErrorKind[] KINDS = ErrorKind.values();
    private static final int CLASS_SIZE = 1 + KINDS.length;

    private final int fileClasses;
    private final int end;
    private final long[] values;

    LoadCounters(int fileClasses) {
        this.fileClasses = fileClasses;
        end = CLASSES + fileClasses * CLASS_SIZE;
        values = new long[end + PADDING];
    }

    /** A client's clock runs from {@code now} on. */
    void clockStarted(long now) {
        beginChange();
        add(CLOCKS, 1);
        add(CLOCKS_SINCE, now);
        endChange();
    }

    /** It stood still from {@code since} on. */
    void clockStopped(long since) {
        beginChange();
        add(CLOCKS, -1);
        add(CLOCKS_SINCE, -since);
        endChange();
    }

    void thought(long since, long now) {
        beginChange();
        spent(THINK_NANOS, since, now);
        endChange();
    }

    void connected(long since, long now) {
        beginChange();
        spent(CONNECT_NANOS, since, now);
        add(CONNECTS, 1);
        endChange();
    }

    /** A request is sent by a client that thought until now. */
    void sent(long since, long now) {
        beginChange();
        spent(THINK_NANOS, since, now);
        add(SENT, 1);
        endChange();
    }

    void received(int bytes) {
        beginChange();
        add(RECEIVED_BYTES, bytes);
        endChange();
    }

    void reply(int fileClass, long since, long now) {
        beginChange();
        spent(LATENCY_NANOS, since, now);
        add(CLASSES + fileClass * CLASS_SIZE, 1);
        endChange();
    }

    /** A request that was sent at {@code since} has failed. */
    void failed(ErrorKind kind, int fileClass, long since, long now) {
        beginChange();
        spent(FAILED_NANOS, since, now);
        add(errors(kind, fileClass), 1);
        endChange();
    }

    /** A request was given up, because the connect that began at {@code since} has failed. */
    void unconnected(ErrorKind kind, int fileClass, long since, long now) {
        beginChange();
        spent(FAILED_NANOS, since, now);
        add(SENT, 1);
        add(errors(kind, fileClass), 1);
        endChange();
    }

    void sessionBegan(long now) {
        beginChange();
        add(SESSIONS, 1);
        add(ACTIVE, 1);
        add(ACTIVE_SINCE, now);
        endChange();
    }

    void sessionEnded(long since, long now) {
        beginChange();
        add(SESSION_NANOS, now - since);
        add(ACTIVE, -1);
        add(ACTIVE_SINCE, -since);
        endChange();
    }

    void sessionNotBegun() {
        beginChange();
        add(SESSIONS_NOT_BEGUN, 1);
        endChange();
    }

    private void spent(int counter, long since, long now) {
        add(counter, now - since);
        add(CLOCKS_SINCE, now - since);
    }

    private static int errors(ErrorKind kind, int fileClass) {
        return CLASSES + fileClass * CLASS_SIZE + 1 + kind.ordinal();
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
        List<Outcomes> classes =
                IntStream.range(0, fileClasses).mapToObj(c -> outcomes(seen, c)).toList();
        long ended = classes.stream().mapToLong(Outcomes::requests).sum();
        return new LoadSnapshot(
                now,
                classes,
                seen[RECEIVED_BYTES],
                seen[CONNECTS],
                new ClientTime(
                        seen[LATENCY_NANOS],
                        seen[FAILED_NANOS],
                        seen[CONNECT_NANOS],
                        seen[THINK_NANOS],
                        seen[CLOCKS] * now - seen[CLOCKS_SINCE]),
                new SessionTotals(
                        seen[SESSIONS],
                        seen[SESSIONS_NOT_BEGUN],
                        seen[SESSION_NANOS] + seen[ACTIVE] * now - seen[ACTIVE_SINCE]),
                seen[SENT] - ended,
                seen[SENT]);
    }

    private static Outcomes outcomes(long[] seen, int fileClass) {
        Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : KINDS) {
            errors.put(kind, seen[errors(kind, fileClass)]);
        }
        return new Outcomes(seen[CLASSES + fileClass * CLASS_SIZE], errors);
    }

    private long[] wholeChanges() {
        while (true) {
            long version = (long) LONGS.getAcquire(values, VERSION);
            long[] copy = new long[values.length];
            for (int i = VERSION; i < end; i++) {
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
