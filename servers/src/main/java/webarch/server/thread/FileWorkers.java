package webarch.server.thread;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import webarch.linux.SystemCallException;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * Platform threads that take the steps that may wait for the disk, so that a carrier never does:
 * opening a file, and sending one. With blocking sockets they wait for the client as well.
 *
 * <pre>
 *   connection's thread ──step──► queue ──► a worker takes it ──unpark──► connection's thread
 *        parks                                                               goes on
 * </pre>
 *
 * No connection has more than one step in the queue, so it is never longer than there may be
 * connections. It has no lock: a thread that hands over cannot be held up by one that does not run.
 */
final class FileWorkers {
    private final BlockingQueue<ConnectionThread> waiting = new LinkedTransferQueue<>();

    FileWorkers(Service service, int count) throws SystemCallException {
        for (int i = 0; i < count; i++) {
            Workspace workspace = service.waitingWorkspace();
            Thread.ofPlatform().name("file-worker-" + i).daemon().start(() -> work(workspace));
        }
    }

    /** Has a worker take the next step of a thread's connection. Never waits. */
    void add(ConnectionThread thread) {
        waiting.add(thread);
    }

    private void work(Workspace workspace) {
        try {
            while (true) {
                waiting.take().takeFileStep(workspace);
            }
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }
}
