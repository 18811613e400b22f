package webarch.server.pipeline;

/** Tickets that go from stage to stage together, first in, first out. Belongs to one thread. */
final class Batch {
    /**
     * Large enough to share a wake-up among many, small enough for the next stage to begin soon.
     */
    static final int CAPACITY = 64;

    private final Ticket[] tickets = new Ticket[CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(Ticket ticket) {
        tickets[(head + size) % CAPACITY] = ticket;
        size++;
    }

    /** Takes the first ticket out; null when there is none. */
    Ticket poll() {
        if (size == 0) {
            return null;
        }
        Ticket first = tickets[head];
        tickets[head] = null;
        head = (head + 1) % CAPACITY;
        size--;
        return first;
    }
}
