package webarch.server;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import webarch.linux.Memory;
import webarch.linux.SystemCalls;

/**
 * Connections that are not in use, kept with their input buffers for the next clients.
 *
 * <pre>
 *   accept ◄── take ── share of a thread ◄─── a slab at a time, ───► depot of all,
 *   close ─ giveBack ─►   (no lock)           when empty or full     under a lock
 * </pre>
 *
 * Loops that accept and close at the same time thus hardly ever meet at the lock; and where one
 * thread accepts and another closes, connections come round through the depot (magazines; Bonwick
 * and Adams, USENIX ATC 2001).
 */
final class ConnectionPool {
    /** Connections whose input buffers are allocated at once, and that change places at once. */
    private static final int SLAB = 64;

    private final Service service;
    private final ArrayDeque<Connection> depot = new ArrayDeque<>();

    ConnectionPool(Service service) {
        this.service = service;
    }

    private synchronized void move(ArrayDeque<Connection> from, ArrayDeque<Connection> to) {
        for (int i = 0; i < SLAB && !from.isEmpty(); i++) {
            to.addLast(from.removeLast());
        }
    }

    /** Most of the memory is never touched, and so never resident: see {@link Input}. */
    private void allocate(SystemCalls calls, ArrayDeque<Connection> to) {
        MemorySegment slab = Memory.allocate(calls, (long) SLAB * Input.SIZE);
        for (int i = 0; i < SLAB; i++) {
            long offset = (long) i * Input.SIZE;
            to.addLast(new Connection(service, slab.asSlice(offset, Input.SIZE)));
        }
    }

    /** What one thread has at hand. */
    final class Share {
        private final ArrayDeque<Connection> unused = new ArrayDeque<>(2 * SLAB);

        Connection take(SystemCalls calls) {
            if (unused.isEmpty()) {
                move(depot, unused);
            }
            if (unused.isEmpty()) {
                allocate(calls, unused);
            }
            return unused.removeLast();
        }

        void giveBack(Connection connection) {
            if (unused.size() >= 2 * SLAB) {
                move(unused, depot);
            }
            unused.addLast(connection);
        }
    }
}
