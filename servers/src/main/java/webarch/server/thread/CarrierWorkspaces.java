package webarch.server.thread;

import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * workspace meanwhile, and so never shares it.
 */
final class CarrierWorkspaces {
    /** Touched by threads on its carrier alone, none of which can park in between. */
    private static final class Slot {
        Workspace workspace;
    }

    private final Service service;
    private final ThreadLocal<Slot> slots = VirtualThreads.carrierLocal();
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
        Slot slot = slots.get();
        if (slot == null) {
            slot = new Slot();
            slots.set(slot);
        }
        return slot;
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
