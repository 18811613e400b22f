package webarch.server.pipeline;

import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.Epoll;
import webarch.linux.SystemCallException;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The connections of write-poll: those whose client is slow, each from when a writer finds its
 * socket full until there is room. Thread-safe.
 */
final class FullSockets implements Registrations {
    private final Epoll epoll;
    private final AtomicReferenceArray<Ticket> bySocket;

    FullSockets(Service service, Epoll epoll) {
        this.epoll = epoll;
        bySocket = new AtomicReferenceArray<>(service.socketLimit());
    }

    /** Takes the ticket over; the caller must not touch it or its connection afterwards. */
    void add(Ticket ticket, Workspace callers) throws SystemCallException {
        int socket = ticket.connection().socket();
        boolean isNew = ticket.introduceToWritePoll();
        int events = ticket.connection().roomEvents();
        bySocket.setRelease(socket, ticket);
        int answer =
                isNew
                        ? epoll.add(callers.calls(), socket, events)
                        : epoll.modify(callers.calls(), socket, events);
        SystemCallException.check("epoll_ctl", answer);
    }

    @Override
    public Ticket claim(int socket, int events) {
        Ticket ticket = bySocket.getAndSet(socket, null);
        if (ticket != null) {
            ticket.connection().ready(events);
        }
        return ticket;
    }
}
