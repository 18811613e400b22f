package webarch.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of a server, in milliseconds. Time-outs are measured on a clock that nobody sets, so
 * that a step of the wall clock expires no connection; a date is that time and by how much the wall
 * clock was ahead of it when it was last looked at. So one look at one clock does for both.
 *
 * <p>Thread-safe. One thread follows the wall clock, now and then.
 */
final class Clock {
    /** Two clocks that are read one after the other in whole milliseconds may be off by as much. */
    private static final long TOLERANCE_MILLIS = 1;

    private final LongSupplier wallClock;
    private volatile long wallAhead;

    /** Follows a clock of milliseconds since 1970. */
    Clock(LongSupplier wallClock) {
        this.wallClock = wallClock;
        wallAhead = ahead();
    }

    /** For time-outs: milliseconds since a moment of no meaning. */
    static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** For dates: what the wall clock showed at that time, in milliseconds since 1970. */
    long wallMillis(long nowMillis) {
        return nowMillis + wallAhead;
    }

    /** Looks at the wall clock. Until then a step of it goes unnoticed. */
    void follow() {
        long ahead = ahead();
        if (Math.abs(ahead - wallAhead) > TOLERANCE_MILLIS) {
            wallAhead = ahead;
        }
    }

    private long ahead() {
        return wallClock.getAsLong() - nowMillis();
    }
}
