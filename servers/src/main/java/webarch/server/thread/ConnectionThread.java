package webarch.server.thread;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Counter;
import webarch.server.Service;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * The life of a connection as one thread sees it: read a request, write the reply, and again. Runs
 * as a virtual thread and owns its connection. Where a step would block, the thread parks.
 *
 * <pre>
 *   read ──would block──► park until the socket is readable ──► read
 *    │
 *    ├──uncached──► load ─────────┐    with file workers: park until one of them
 *    ▼                            ▼    has taken the step
 *   write ──would block──► park until the socket is writable ──► write
 * </pre>
 */
final class ConnectionThread implements Runnable {
    /** Signals that a file worker has taken the step; none of the bits that epoll uses. */
    private static final int STEP_TAKEN = 1 << 24;

    private final Service service;
    private final Threads threads;
    private final Connection connection;
    private final Parking parking = new Parking();

    /** Who takes the steps that may wait for the disk; null if that is this thread. */
    private final FileWorkers fileWorkers;

    /** What came of the step that a file worker took. */
    private Step fileStep;

    ConnectionThread(
            Service service, Threads threads, FileWorkers fileWorkers, Connection connection) {
        this.service = service;
        this.threads = threads;
        this.fileWorkers = fileWorkers;
        this.connection = connection;
    }

    @Override
    public void run() {
        try {
            register();
            while (read() && write()) {}
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            threads.events().forget(connection);
            Workspace workspace = threads.take();
            service.close(workspace, connection);
            threads.give(workspace);
        }
    }

    private void register() throws SystemCallException {
        Workspace workspace = threads.take();
        threads.events().register(connection, parking, workspace);
        threads.give(workspace);
    }

    private boolean read() {
        Step step = tryRead();
        while (step == Step.WOULD_BLOCK) {
            connection.ready(parking.await());
            step = tryRead();
        }
        if (step == Step.UNCACHED) {
            step = fileWorkers == null ? load() : handOver();
        }
        return step == Step.DONE;
    }

    private boolean write() throws SystemCallException {
        Step step = tryWrite();
        while (step == Step.WOULD_BLOCK) {
            connection.ready(parking.await());
            step = tryWrite();
        }
        return step == Step.DONE;
    }

    private Step tryRead() {
        Workspace workspace = threads.take();
        if (connection.hasInput()) {
            workspace.lookAtClock();
        }
        Step step = connection.read(workspace);
        if (step == Step.WOULD_BLOCK) {
            workspace.counters().increment(Counter.PARKS);
        }
        threads.give(workspace);
        return step;
    }

    private Step load() {
        Workspace workspace = threads.take();
        Step step = connection.load(workspace);
        threads.give(workspace);
        return step;
    }

    private Step tryWrite() throws SystemCallException {
        boolean handedOver = fileWorkers != null && connection.sendsFile();
        Step step = handedOver ? handOver() : null;
        Workspace workspace = threads.take();
        if (!handedOver) {
            step = connection.write(workspace);
        }
        if (step == Step.WOULD_BLOCK) {
            threads.events().watchWrites(connection, workspace);
            workspace.counters().increment(Counter.PARKS);
        }
        threads.give(workspace);
        return step;
    }

    /** Waits until a file worker has taken the next step. The socket's events can wait. */
    private Step handOver() {
        fileWorkers.add(this);
        parking.await(STEP_TAKEN);
        return fileStep;
    }

    /** Takes the step that this thread waits for. Called by a file worker. */
    void takeFileStep(Workspace workspace) {
        workspace.counters().increment(Counter.PARKS);
        fileStep =
                connection.isWriting() ? connection.write(workspace) : connection.load(workspace);
        parking.signal(STEP_TAKEN);
    }
}
