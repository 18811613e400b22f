package webarch.server.pipeline;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import webarch.server.Counter;
import webarch.server.Counters;

/**
 * The bounded queue before a stage. Tickets go in and out in batches, so that one wake-up of the
 * stage can serve many connections. Any thread may put; the threads of its {@link Crew} take.
 *
 * <p>How long tickets wait is not measured one by one: the number of waiting tickets, summed up
 * over time, is the sum of their waiting times.
 */
final class StageQueue {
    private final Crew crew;
    private final StageCounters counted;
    private final ReentrantLock lock;
    private final Condition notFull;
    private final Ticket[] tickets;
    private int head;
    private int size;
    private int longest;
    private long changedAt;

    /** Made by its crew, whose lock guards it. */
    StageQueue(Crew crew, ReentrantLock lock, int capacity, StageCounters counted) {
        this.crew = crew;
        this.lock = lock;
        this.counted = counted;
        notFull = lock.newCondition();
        tickets = new Ticket[capacity];
    }

    StageCounters counted() {
        return counted;
    }

    /** Moves a batch into the queue, and waits for room as often as there is none. */
    void put(Batch batch, Caller caller) {
        while (!offer(batch, caller)) {
            awaitRoom();
        }
    }

    /** Moves as much of a batch into the queue as there is room for; true if that was all. */
    boolean offer(Batch batch, Caller caller) {
        if (batch.isEmpty()) {
            return true;
        }
        Seat sleeper;
        lock.lock();
        try {
            sleeper = append(batch, caller.counters());
        } finally {
            lock.unlock();
        }
        if (sleeper != null) {
            sleeper.wake(caller);
        }
        return batch.isEmpty();
    }

    /** Whether nothing waits; the crew asks, with the lock held. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Moves at most {@code most} tickets to a seat's work; the crew asks, with the lock held. */
    void moveTo(Seat seat, int most) {
        Counters.Row counters = seat.caller().counters();
        long now = passTime(counters);
        int count = Math.min(size, most);
        counters.increment(counted.takes());
        counters.add(counted.tickets(), count);
        counters.add(counted.lengths(), size);
        if (size == tickets.length) {
            notFull.signalAll();
        }
        for (int i = 0; i < count; i++) {
            seat.work().add(tickets[head]);
            tickets[head] = null;
            head = head + 1 == tickets.length ? 0 : head + 1;
        }
        size -= count;
        seat.begin(this, now);
    }

    /** Returns the seat to be woken, if any. */
    private Seat append(Batch batch, Counters.Row counters) {
        passTime(counters);
        int count = Math.min(batch.size(), tickets.length - size);
        for (int i = 0; i < count; i++) {
            int end = head + size;
            tickets[end < tickets.length ? end : end - tickets.length] = batch.poll();
            size++;
        }
        if (!batch.isEmpty()) {
            counters.increment(Counter.QUEUE_FULL);
        }
        if (count == 0) {
            return null;
        }
        counters.increment(counted.puts());
        if (size > longest) {
            counters.add(counted.longest(), size - longest);
            longest = size;
        }
        Seat sleeper = crew.takeIdle();
        if (sleeper != null) {
            counters.increment(counted.wakes());
        }
        return sleeper;
    }

    private void awaitRoom() {
        lock.lock();
        try {
            while (size == tickets.length) {
                notFull.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private long passTime(Counters.Row counters) {
        long now = System.nanoTime();
        if (size > 0) {
            counters.add(counted.queueTime(), size * (now - changedAt));
        }
        changedAt = now;
        return now;
    }
}
