package webarch.server.pipeline;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.Epoll;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The stage that waits for room in sockets whose client is slow, and passes the connections on to
 * be written to. One thread; writers add connections.
 */
final class WritePoll implements Runnable {
    private static final int ROOM = Epoll.OUT | Epoll.RDHUP | Epoll.ONE_SHOT;

    private final Workspace workspace;
    private final Poller poller;
    private final StageQueue toWrite;
    private final AtomicReferenceArray<Ticket> waiting;
    private final Batch batch = new Batch();

    WritePoll(Service service, StageQueue toWrite) throws SystemCallException {
        this.toWrite = toWrite;
        workspace = service.workspace();
        poller = new Poller(workspace);
        waiting = new AtomicReferenceArray<>(service.socketLimit());
    }

    /** Takes the ticket over; the caller must not touch it or its connection afterwards. */
    void add(Ticket ticket, SystemCalls callersCalls) throws SystemCallException {
        int socket = ticket.connection().socket();
        boolean isNew = ticket.introduceToWritePoll();
        waiting.setRelease(socket, ticket);
        SystemCallException.check(
                "epoll_ctl",
                isNew
                        ? poller.epoll().add(callersCalls, socket, ROOM)
                        : poller.epoll().modify(callersCalls, socket, ROOM));
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
            Ticket ticket = waiting.getAndSet(poller.descriptor(i), null);
            if (ticket != null) {
                batch.add(ticket);
                if (batch.isFull()) {
                    toWrite.put(batch, workspace.counters());
                }
            }
        }
        toWrite.put(batch, workspace.counters());
    }
}
