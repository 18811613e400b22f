package webarch.server.thread;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Service;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * The life of a connection as one thread sees it: read a request, write the reply, and again. Runs
 * as a virtual thread and owns its connection. Where a step would block, the thread parks.
 */
final class ConnectionThread implements Runnable {
    private final Service service;
    private final Workspace workspace;
    private final Carrier carrier;
    private final Connection connection;
    private final Parking parking = new Parking();

    ConnectionThread(Service service, Workspace workspace, Carrier carrier, Connection connection) {
        this.service = service;
        this.workspace = workspace;
        this.carrier = carrier;
        this.connection = connection;
    }

    @Override
    public void run() {
        try {
            carrier.register(this);
            while (read() && write()) {}
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            carrier.forget(this);
            service.close(workspace, connection);
        }
    }

    /** Called by the carrier with what epoll has said of the socket. */
    void ready(int events) {
        connection.ready(events);
        parking.signal();
    }

    Connection connection() {
        return connection;
    }

    private boolean read() {
        Step step = connection.read(workspace);
        while (step == Step.WOULD_BLOCK) {
            parking.await();
            step = connection.read(workspace);
        }
        if (step == Step.UNCACHED) {
            step = connection.load(workspace);
        }
        return step == Step.DONE;
    }

    private boolean write() throws SystemCallException {
        Step step = connection.write(workspace);
        while (step == Step.WOULD_BLOCK) {
            carrier.watchWrites(connection);
            parking.await();
            step = connection.write(workspace);
        }
        return step == Step.DONE;
    }
}
