package webarch.server.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that serve the same queues: one queue where a stage has threads of its own, two where
 * stages share a pool.
 *
 * <pre>
 *                    ┌───────────────── a crew: one lock ─────────────────┐
 *    put, offer      │                                                    │
 *   ───────────────► │ │queue│ (│queue│)         idle seats, latest on top │
 *       │            └────┬────────────────────────────────▲──────────────┘
 *       │ wakes one       │ take                           │ nothing to take:
 *       │ that is idle    ▼                                │ sleep until woken
 *       └────────────► threads ────────────────────────────┘
 * </pre>
 *
 * A thread is woken only if it sleeps, and after the lock is released, so that it does not run into
 * it. One is woken at a time: if it finds more than it takes, it wakes the next. The one that slept
 * last comes first, because its data are still in the CPU's cache.
 */
final class Crew {
    private final int largestTake;
    private final List<StageQueue> queues = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Seat[] idle;
    private int idleCount;

    /**
     * For so many threads. A single thread takes all that there is. One of several takes one ticket
     * at a time, so that no ticket waits behind one that the disk or a client holds up while
     * another thread is free.
     */
    Crew(int threads) {
        idle = new Seat[threads];
        largestTake = threads == 1 ? Batch.CAPACITY : 1;
    }

    /** A further queue that the crew serves; those that came first are served first. */
    StageQueue addQueue(int capacity, StageCounters counted) {
        StageQueue queue = new StageQueue(this, lock, capacity, counted);
        queues.add(queue);
        return queue;
    }

    /** Waits until a queue has something, moves it to the seat's work, and says which queue. */
    StageQueue take(Seat seat) {
        seat.finish();
        while (!tryTake(seat)) {
            seat.sleep();
        }
        return seat.source();
    }

    /** Called by a queue, with the lock held: a seat to be woken without it; null for none. */
    Seat takeIdle() {
        return idleCount == 0 ? null : idle[--idleCount];
    }

    /** Whether one of the threads is at work. */
    boolean isBusy() {
        lock.lock();
        try {
            return idleCount < idle.length;
        } finally {
            lock.unlock();
        }
    }

    private boolean tryTake(Seat seat) {
        StageQueue queue;
        Seat next = null;
        lock.lock();
        try {
            queue = firstWithWork();
            if (queue == null) {
                seat.arm();
                idle[idleCount++] = seat;
                return false;
            }
            queue.moveTo(seat, largestTake);
            if (firstWithWork() != null) {
                next = takeIdle();
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.wake(seat.caller());
        }
        return true;
    }

    private StageQueue firstWithWork() {
        for (int i = 0; i < queues.size(); i++) {
            if (!queues.get(i).isEmpty()) {
                return queues.get(i);
            }
        }
        return null;
    }
}
