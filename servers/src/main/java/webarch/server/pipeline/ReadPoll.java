package webarch.server.pipeline;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;
import webarch.server.Connection;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The stage that waits for requests and passes on the connections that have one. One thread; others
 * register and end connections.
 */
final class ReadPoll implements Runnable {
    private final Workspace workspace;
    private final Poller poller;
    private final StageQueue toRead;
    private final AtomicReferenceArray<Ticket> bySocket;
    private final Batch batch = new Batch();

    ReadPoll(Service service, StageQueue toRead) throws SystemCallException {
        this.toRead = toRead;
        workspace = service.workspace();
        poller = new Poller(workspace);
        bySocket = new AtomicReferenceArray<>(service.socketLimit());
    }

    /** Takes in a new connection; from here on its owner is whoever has its ticket. */
    void add(Connection connection, SystemCalls callersCalls) throws SystemCallException {
        bySocket.setRelease(connection.socket(), new Ticket(connection));
        connection.watch(poller.epoll(), callersCalls);
    }

    /** Forgets a connection that is about to be closed. */
    void remove(Connection connection) {
        bySocket.setRelease(connection.socket(), null);
    }

    @Override
    public void run() {
        try {
            while (true) {
                dispatch(poller.await(-1));
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            Ticket ticket = bySocket.getAcquire(poller.descriptor(i));
            if (ticket != null && ticket.take(poller.events(i))) {
                batch.add(ticket);
                if (batch.isFull()) {
                    toRead.put(batch, workspace.counters());
                }
            }
        }
        toRead.put(batch, workspace.counters());
    }
}
