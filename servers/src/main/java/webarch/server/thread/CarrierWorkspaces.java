package webarch.server.thread;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import webarch.linux.SystemCallException;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * A workspace for each of the JDK's carriers, so that it stays in the cache of a CPU and taking it
 * needs no atomic operation.
 *
 * <pre>
 *   take: the carrier's own, or a spare one if a thread has parked with that
 *   give: to the carrier the thread is on by now, or to the spare ones if that has its own
 * </pre>
 *
 * A thread may lose its carrier wherever it might park, be it at a contended lock. It keeps the
 * workspace meanwhile, and so never shares it. Carriers with nothing to do end after a while; what
 * was theirs goes to the spare ones.
 */
final class CarrierWorkspaces {
    /** Touched by threads on its carrier alone, none of which can park in between. */
    private static final class Slot {
        final Thread carrier;
        Workspace workspace;

        Slot(Thread carrier) {
            this.carrier = carrier;
        }
    }

    private final Service service;
    private final AtomicReference<List<Slot>> slots = new AtomicReference<>(List.of());
    private final Queue<Workspace> spare = new ConcurrentLinkedQueue<>();

    CarrierWorkspaces(Service service) {
        this.service = service;
    }

    Workspace take() {
        Slot slot = slot();
        Workspace workspace = slot.workspace;
        slot.workspace = null;
        return workspace == null ? another() : workspace;
    }

    void give(Workspace workspace) {
        Slot slot = slot();
        if (slot.workspace == null) {
            slot.workspace = workspace;
        } else {
            spare.add(workspace);
        }
    }

    private Slot slot() {
        Thread carrier = VirtualThreads.carrier();
        List<Slot> known = slots.get();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).carrier == carrier) {
                return known.get(i);
            }
        }
        return add(new Slot(carrier));
    }

    /** Without a lock, at which the thread might lose the carrier that this is about. */
    private Slot add(Slot added) {
        List<Slot> before;
        List<Slot> after;
        do {
            before = slots.get();
            after = new ArrayList<>(before);
            after.removeIf(slot -> !slot.carrier.isAlive());
            after.add(added);
        } while (!slots.compareAndSet(before, after));
        for (Slot slot : before) {
            if (!after.contains(slot) && slot.workspace != null) {
                spare.add(slot.workspace);
            }
        }
        return added;
    }

    private Workspace another() {
        Workspace workspace = spare.poll();
        try {
            return workspace == null ? service.workspace() : workspace;
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
