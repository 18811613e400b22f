package webarch.server.pipeline;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import webarch.server.Counter;
import webarch.server.Counters;

/**
 * The bounded queue before a stage. Tickets go in and out in batches, so that one wake-up of the
 * stage can serve many connections. Any thread may use it.
 */
final class StageQueue {
    private final Ticket[] tickets;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private int head;
    private int size;

    StageQueue(int capacity) {
        tickets = new Ticket[capacity];
    }

    /** Adds a batch, and waits for room as often as there is none. */
    void put(Batch batch, Counters.Row counters) {
        if (batch.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (int i = 0; i < batch.size(); i++) {
                while (size == tickets.length) {
                    counters.increment(Counter.QUEUE_FULL);
                    notFull.awaitUninterruptibly();
                }
                append(batch.get(i));
            }
        } finally {
            lock.unlock();
        }
        batch.clear();
    }

    /** Adds one ticket unless the queue is full. */
    boolean offer(Ticket ticket, Counters.Row counters) {
        lock.lock();
        try {
            if (size == tickets.length) {
                counters.increment(Counter.QUEUE_FULL);
                return false;
            }
            append(ticket);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, and moves as much of it as fits to {@code batch}. */
    void take(Batch batch) {
        lock.lock();
        try {
            while (size == 0) {
                notEmpty.awaitUninterruptibly();
            }
            boolean wasFull = size == tickets.length;
            while (size > 0 && !batch.isFull()) {
                batch.add(tickets[head]);
                tickets[head] = null;
                head = (head + 1) % tickets.length;
                size--;
            }
            if (size > 0) {
                notEmpty.signal();
            }
            if (wasFull) {
                notFull.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(Ticket ticket) {
        tickets[(head + size) % tickets.length] = ticket;
        if (size++ == 0) {
            notEmpty.signal();
        }
    }
}
