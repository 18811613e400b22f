package webarch.server.event;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * One event loop, which is one thread, and owns all its connections.
 *
 * <pre>
 *          ┌───────────────────────────────────────────────────┐
 *          ▼                                                   │
 *   wait for events ──► for each ready connection:             │
 *                         take steps until one would block ──► accept what is waiting
 * </pre>
 */
final class EventLoop implements Runnable {
    /** How long to wait before looking again whether there is room for a waiting connection. */
    private static final int ROOM_CHECK_MILLIS = 100;

    private final Service service;
    private final int listener;
    private final Workspace workspace;
    private final Poller poller;

    /** Whether connections are waiting to be accepted, as far as is known. */
    private boolean acceptable;

    EventLoop(Service service) throws SystemCallException {
        this.service = service;
        listener = service.listener();
        workspace = service.waitingWorkspace();
        poller = new Poller(workspace);
        poller.watch(listener);
    }

    @Override
    public void run() {
        try {
            while (true) {
                dispatch(poller.await(timeoutMillis()));
                accept();
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private int timeoutMillis() {
        if (!acceptable) {
            return -1;
        }
        return service.hasRoom() ? 0 : ROOM_CHECK_MILLIS;
    }

    private void dispatch(int count) throws SystemCallException {
        for (int i = 0; i < count; i++) {
            int socket = poller.descriptor(i);
            if (socket == listener) {
                acceptable = true;
            } else {
                Connection connection = service.connection(socket);
                connection.ready(poller.events(i));
                advance(connection);
            }
        }
    }

    private void advance(Connection connection) throws SystemCallException {
        if (connection.advance(workspace) == Step.CLOSED) {
            service.close(workspace, connection);
        } else if (connection.isWriting()) {
            connection.watchWrites(poller.epoll(), workspace.calls());
        }
    }

    /** After the events, so that no socket of theirs is reused while they are looked at. */
    private void accept() throws SystemCallException {
        int left = service.options().accepting().perWakeup();
        while (acceptable && left-- > 0 && service.hasRoom()) {
            Connection connection = service.accept(workspace, listener);
            if (connection != null) {
                connection.watch(poller.epoll(), workspace.calls());
            } else {
                acceptable = !service.hasRoom();
            }
        }
    }
}
