package webarch.server.thread;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.SystemCallException;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The JDK's own scheduler of virtual threads, and beside it a platform thread that waits for their
 * sockets.
 *
 * <pre>
 *   carriers (a ForkJoinPool): run threads until they park       threads register
 *        ▲                                                             │
 *        └──── unpark, and wake a carrier if all sleep ──── poller: epoll_wait
 * </pre>
 *
 * A thread may go on on another carrier than it parked on. A step that waits for the disk holds its
 * carrier, and the scheduler starts none in its place.
 */
final class StockThreads implements Threads, Runnable {
    private final SocketEvents events;
    private final CarrierWorkspaces workspaces;
    private final Acceptor acceptor;

    StockThreads(Service service, FileWorkers fileWorkers) throws SystemCallException {
        workspaces = new CarrierWorkspaces(service);
        int listener = service.listener();
        Parking accepting = new Parking();
        AtomicReferenceArray<Parking> bySocket = new AtomicReferenceArray<>(service.socketLimit());
        events = new SocketEvents(service, service.workspace(), listener, accepting, bySocket);
        acceptor = new Acceptor(service, listener, this, fileWorkers, accepting);
    }

    void start() {
        start(acceptor);
        Thread.ofPlatform().name("poller").start(this);
    }

    @Override
    public void start(Runnable task) {
        Thread.ofVirtual().start(task);
    }

    @Override
    public SocketEvents events() {
        return events;
    }

    @Override
    public Workspace take() {
        return workspaces.take();
    }

    @Override
    public void give(Workspace workspace) {
        workspaces.give(workspace);
    }

    @Override
    public void run() {
        try {
            while (true) {
                events.await(-1);
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
