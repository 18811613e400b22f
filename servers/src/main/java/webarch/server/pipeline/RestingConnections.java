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

    /** Takes in a new connection; from here on its owner is whoever has its ticket. */
    void add(Connection connection, Workspace callers) throws SystemCallException {
        bySocket.setRelease(connection.socket(), new Ticket(connection));
        connection.watch(epoll, callers.calls());
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
