package webarch.server.thread;

import java.io.UncheckedIOException;
import webarch.linux.Epoll;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ListenerWatch;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The thread that accepts connections from one listening socket and starts a thread for each. Runs
 * as a virtual thread.
 */
final class Acceptor implements Runnable {
    private final Service service;
    private final int listener;
    private final Threads threads;
    private final FileWorkers fileWorkers;
    private final Parking parking;

    /**
     * Made before it is run, for a scheduler with a thread that waits.
     *
     * @param parking where it is told that a connection is waiting
     */
    Acceptor(
            Service service,
            int listener,
            Threads threads,
            FileWorkers fileWorkers,
            Parking parking) {
        this.service = service;
        this.listener = listener;
        this.threads = threads;
        this.fileWorkers = fileWorkers;
        this.parking = parking;
        service.whenRoom(() -> parking.signal(Epoll.IN));
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a yield only lets the others have their turn
    public void run() {
        int left = service.options().accepting().perWakeup();
        while (true) {
            Connection connection = accept();
            if (connection == null) {
                renewWatch();
                parking.await();
                left = service.options().accepting().perWakeup();
            } else {
                threads.start(new ConnectionThread(service, threads, fileWorkers, connection));
                if (--left == 0) {
                    Thread.yield();
                    left = service.options().accepting().perWakeup();
                }
            }
        }
    }

    /** Without room, the kernel is to wake others that wait at the same socket. */
    private void renewWatch() {
        ListenerWatch watch = threads.events().listenerWatch();
        Workspace workspace = threads.take();
        try {
            if (!service.hasRoom()) {
                watch.pause(workspace.calls());
            } else if (watch.isOn()) {
                watch.renew(workspace.calls());
            } else {
                watch.resume(workspace.calls());
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            threads.give(workspace);
        }
    }

    private Connection accept() {
        Workspace workspace = threads.take();
        Connection connection = service.accept(workspace, listener);
        threads.give(workspace);
        return connection;
    }
}
