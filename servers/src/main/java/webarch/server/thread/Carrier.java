package webarch.server.thread;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Counter;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * A platform thread that carries virtual threads and waits for their sockets, in one loop:
 * scheduler and poller are the same thread, so that making a thread runnable is an entry in a list
 * and no system call. A virtual thread stays with the carrier that accepted its connection.
 *
 * <pre>
 *          ┌───────────────────────────────────────────────────────────────┐
 *          ▼                                                               │
 *   run every runnable thread until it parks ──► look for events, ──► make their
 *                                                or wait for them     threads runnable
 *                                                if none is runnable
 * </pre>
 *
 * What the threads of a carrier share is touched by one at a time. Other platform threads call
 * nothing but {@link #execute}: file workers, other carriers, the time-outs, and those that end
 * contended monitors. The loop takes no lock that a thread of its own might hold while parked.
 */
final class Carrier implements Threads, Executor, Runnable {
    private final Workspace workspace;
    private final SocketEvents events;
    private final Thread thread;
    private final Thread.Builder.OfVirtual threads = VirtualThreads.scheduledBy(this);
    private final Queue<Runnable> runnable = new ArrayDeque<>();
    private final Acceptor acceptor;

    /** Tasks from other threads, and what makes the carrier look for them when it waits. */
    private final Queue<Runnable> fromOutside = new ConcurrentLinkedQueue<>();

    private final WakeUp wakeUp;

    Carrier(
            Service service,
            int number,
            FileWorkers fileWorkers,
            AtomicReferenceArray<Parking> bySocket)
            throws SystemCallException {
        thread = Thread.ofPlatform().name("carrier-" + number).unstarted(this);
        workspace = service.workspace();
        int listener = service.listener();
        Parking accepting = new Parking();
        events = new SocketEvents(service, workspace, listener, accepting, bySocket);
        wakeUp = new WakeUp(workspace.calls());
        events.watch(wakeUp.descriptor());
        acceptor = new Acceptor(service, listener, this, fileWorkers, accepting);
    }

    void start() {
        start(acceptor);
        thread.start();
    }

    @Override
    public void start(Runnable task) {
        threads.start(task);
    }

    @Override
    public SocketEvents events() {
        return events;
    }

    /**
     * The one that all threads of the carrier use. None parks in the middle of its use, but for
     * what waits at the lock of a cache that carriers share: {@link Connection#load} looks out for
     * that.
     */
    @Override
    public Workspace take() {
        return workspace;
    }

    @Override
    public void give(Workspace taken) {}

    /** Makes a thread runnable, called by the virtual threads' own machinery. */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            runnable.add(task);
        } else {
            fromOutside.add(task);
            wakeUp.signal();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                runThreads();
                await();
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Runs those that are runnable now; those that become so meanwhile wait for the next round. */
    private void runThreads() {
        Runnable task = fromOutside.poll();
        while (task != null) {
            runnable.add(task);
            task = fromOutside.poll();
        }
        int ready = runnable.size();
        for (int left = ready; left > 0; left--) {
            runnable.remove().run();
        }
        workspace.counters().add(Counter.MOUNTS, ready);
    }

    private void await() throws SystemCallException {
        if (!runnable.isEmpty() || !wakeUp.prepare(fromOutside)) {
            events.await(0);
        } else {
            events.await(-1);
            wakeUp.done();
        }
    }
}
