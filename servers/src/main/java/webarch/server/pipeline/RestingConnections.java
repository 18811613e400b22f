package webarch.server.pipeline;

import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.Epoll;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The connections of read-poll: all that are open, of which it claims those that rest when a
 * request comes. Thread-safe: accept adds them, whoever owns a connection ends it.
 */
final class RestingConnections implements Registrations {
    private final Service service;
    private final Epoll epoll;
    private final AtomicReferenceArray<Ticket> bySocket;

    RestingConnections(Service service, Epoll epoll) {
        this.service = service;
        this.epoll = epoll;
        bySocket = new AtomicReferenceArray<>(service.socketLimit());
    }

    /**
     * Takes in a new connection. It comes to rest only when it is registered: an event that was
     * meant for the last owner of its descriptor must not set it going before.
     *
     * @return its ticket, if something has come already, so that it goes on to be read; else null,
     *     and from here on its owner is whoever has its ticket
     */
    Ticket add(Connection connection, Workspace callers) throws SystemCallException {
        Ticket ticket = new Ticket(connection);
        bySocket.setRelease(connection.socket(), ticket);
        connection.watch(epoll, callers.calls());
        return ticket.rest() ? null : ticket;
    }

    /** Ends a connection. Forgotten first, since its socket may be another's once it is closed. */
    void end(Ticket ticket, Workspace callers) {
        bySocket.setRelease(ticket.connection().socket(), null);
        service.close(callers, ticket.connection());
    }

    @Override
    public Ticket claim(int socket, int events) {
        Ticket ticket = bySocket.getAcquire(socket);
        return ticket != null && ticket.take(events) ? ticket : null;
    }
}
