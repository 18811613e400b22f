package webarch.server.pipeline;

import java.lang.foreign.Arena;
import webarch.linux.Futex;

/**
 * The place of one thread in its crew: what it has taken from a queue, and where it sleeps when
 * there is nothing to take.
 */
final class Seat {
    private final Caller caller;
    private final Futex futex = new Futex(Arena.global());
    private final Batch work = new Batch();

    /** The queue that the work is from; null before the first. */
    private StageQueue source;

    private long takenAt;

    Seat(Caller caller) {
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    Batch work() {
        return work;
    }

    StageQueue source() {
        return source;
    }

    /** Notes that the thread has work now. */
    void begin(StageQueue from, long now) {
        source = from;
        takenAt = now;
    }

    /** Counts how long the thread was at the work that it had. */
    void finish() {
        if (source != null) {
            long taken = System.nanoTime() - takenAt;
            caller.counters().add(source.counted().serviceTime(), taken);
        }
    }

    void arm() {
        futex.arm();
    }

    void sleep() {
        futex.sleep(caller.calls());
    }

    void wake(Caller waker) {
        futex.wake(waker.calls());
    }
}
