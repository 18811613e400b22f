package webarch.server.thread;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * A platform thread that carries virtual threads and waits for their sockets, in one loop:
 * scheduler and poller are the same thread, so that making a thread runnable is an entry in a list
 * and no system call.
 *
 * <pre>
 *          ┌───────────────────────────────────────────────────────────────┐
 *          ▼                                                               │
 *   run every runnable thread until it parks ──► look for events, ──► make their
 *                                                or wait for them     threads runnable
 *                                                if none is runnable
 * </pre>
 *
 * What the threads share here is touched by one at a time, for they have one carrier. Only {@link
 * #execute} is called by other platform threads: those that end timed parks and contended monitors,
 * and the time-outs. The loop takes no lock that a thread of its own might hold while parked.
 */
final class Carrier implements Executor, Runnable {
    private final int listener;
    private final Workspace workspace;
    private final Poller poller;
    private final Thread thread = Thread.ofPlatform().name("carrier").unstarted(this);
    private final Thread.Builder.OfVirtual threads = VirtualThreads.scheduledBy(this);
    private final Queue<Runnable> runnable = new ArrayDeque<>();
    private final Acceptor acceptor;
    private ConnectionThread[] bySocket = new ConnectionThread[1024];

    /** Tasks from other threads, and what makes the carrier look for them when it waits. */
    private final Queue<Runnable> fromOutside = new ConcurrentLinkedQueue<>();

    private final WakeUp wakeUp;

    Carrier(Service service) throws SystemCallException {
        listener = service.listener();
        workspace = service.workspace();
        poller = new Poller(workspace);
        wakeUp = new WakeUp(workspace.calls());
        poller.watch(wakeUp.descriptor());
        poller.watch(listener);
        acceptor = new Acceptor(service, listener, workspace, this);
        service.whenRoom(() -> execute(acceptor::signal));
    }

    void start() {
        start(acceptor);
        thread.start();
    }

    /** Starts a virtual thread on this carrier. */
    void start(Runnable task) {
        threads.start(task);
    }

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
                dispatch(await());
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Has the carrier tell a thread of its connection's events. Called by that thread. */
    void register(ConnectionThread waiter) throws SystemCallException {
        int socket = waiter.connection().socket();
        if (socket >= bySocket.length) {
            bySocket = Arrays.copyOf(bySocket, Math.max(socket + 1, 2 * bySocket.length));
        }
        bySocket[socket] = waiter;
        waiter.connection().watch(poller.epoll(), workspace.calls());
    }

    void forget(ConnectionThread waiter) {
        bySocket[waiter.connection().socket()] = null;
    }

    void watchWrites(Connection connection) throws SystemCallException {
        connection.watchWrites(poller.epoll(), workspace.calls());
    }

    /** Runs those that are runnable now; those that become so meanwhile wait for the next round. */
    private void runThreads() {
        Runnable task = fromOutside.poll();
        while (task != null) {
            runnable.add(task);
            task = fromOutside.poll();
        }
        for (int left = runnable.size(); left > 0; left--) {
            runnable.remove().run();
        }
    }

    private int await() throws SystemCallException {
        if (!runnable.isEmpty() || !wakeUp.prepare(fromOutside)) {
            return poller.await(0);
        }
        int count = poller.await(-1);
        wakeUp.done();
        return count;
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            int descriptor = poller.descriptor(i);
            if (descriptor == listener) {
                acceptor.signal();
            } else if (descriptor == wakeUp.descriptor()) {
                wakeUp.clear(workspace.calls());
            } else if (bySocket[descriptor] != null) {
                bySocket[descriptor].ready(poller.events(i));
            }
        }
    }
}
