package webarch.server.pipeline;

/** Tickets that go from stage to stage together. Belongs to one stage's thread. */
final class Batch {
    /**
     * Large enough to share a wake-up among many, small enough for the next stage to begin soon.
     */
    static final int CAPACITY = 64;

    private final Ticket[] tickets = new Ticket[CAPACITY];
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

    Ticket get(int index) {
        return tickets[index];
    }

    void add(Ticket ticket) {
        tickets[size++] = ticket;
    }

    void clear() {
        size = 0;
    }
}
