package webarch.server.thread;

import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ListenerWatch;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * Tells threads what happens on their sockets. One thread waits for the events and passes them on,
 * the carrier or the poller's own; connections are registered by their threads. Registration and
 * waiting are the same whoever waits: edge-triggered, once a connection.
 *
 * <pre>
 *   epoll ──event──► the Parking of the socket's thread ──unpark──► scheduler
 * </pre>
 */
final class SocketEvents {
    private final Poller poller;
    private final int listener;
    private final ListenerWatch listenerWatch;
    private final Parking acceptor;
    private final AtomicReferenceArray<Parking> bySocket;

    /**
     * Made for the thread that waits.
     *
     * @param workspace of that thread
     * @param acceptor where the thread that accepts from {@code listener} waits
     * @param bySocket where the threads of connections wait, one table for the whole process
     */
    SocketEvents(
            Service service,
            Workspace workspace,
            int listener,
            Parking acceptor,
            AtomicReferenceArray<Parking> bySocket)
            throws SystemCallException {
        poller = new Poller(workspace);
        this.listener = listener;
        this.acceptor = acceptor;
        this.bySocket = bySocket;
        listenerWatch = service.watch(poller, listener, true);
    }

    /** The registration of the listening socket, which the thread that accepts looks after. */
    ListenerWatch listenerWatch() {
        return listenerWatch;
    }

    /** Watches a descriptor that nobody is to be told of: its events only end a wait. */
    void watch(int descriptor) throws SystemCallException {
        poller.watch(descriptor);
    }

    /** Has {@code thread} told of what happens on its connection. Called by that thread. */
    void register(Connection connection, Parking thread, Workspace workspace)
            throws SystemCallException {
        bySocket.setRelease(connection.socket(), thread);
        connection.watch(poller.epoll(), workspace.calls());
    }

    /** Called before the connection is closed, for its descriptor may soon be another's. */
    void forget(Connection connection) {
        bySocket.setRelease(connection.socket(), null);
    }

    void watchWrites(Connection connection, Workspace workspace) throws SystemCallException {
        connection.watchWrites(poller.epoll(), workspace.calls());
    }

    /**
     * Waits for events, and makes the threads runnable that they concern. Where another thread
     * closes sockets meanwhile, an event may reach the next owner of a descriptor: it costs that
     * one a call that finds nothing.
     */
    void await(int timeoutMillis) throws SystemCallException {
        int count = poller.await(timeoutMillis);
        for (int i = 0; i < count; i++) {
            int descriptor = poller.descriptor(i);
            Parking thread = descriptor == listener ? acceptor : bySocket.getAcquire(descriptor);
            if (thread != null) {
                thread.signal(poller.events(i));
            }
        }
    }
}
