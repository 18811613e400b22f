package webarch.server.event;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ListenerWatch;
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
    private final ListenerWatch watch;

    /** Whether the last wait has told of connections to accept. */
    private boolean acceptable;

    EventLoop(Service service) throws SystemCallException {
        this.service = service;
        listener = service.listener();
        workspace = service.waitingWorkspace();
        poller = new Poller(workspace);
        watch = service.watch(poller, listener, false);
    }

    @Override
    public void run() {
        try {
            while (!service.isStopped()) {
                turn();
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A method of its own, so that it is soon compiled: a method that never returns is not. */
    private void turn() throws SystemCallException {
        dispatch(poller.await(watch.isOn() ? -1 : ROOM_CHECK_MILLIS));
        accept();
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
        if (acceptable) {
            acceptable = false;
            acceptAll();
            watch.renew(workspace.calls());
        }
        if (!service.hasRoom()) {
            watch.pause(workspace.calls());
        } else if (!watch.isOn()) {
            watch.resume(workspace.calls());
        }
    }

    /** What is left waiting is told of again by the next wait. */
    private void acceptAll() throws SystemCallException {
        int left = service.options().accepting().perWakeup();
        Connection connection = service.accept(workspace, listener);
        while (connection != null) {
            connection.watch(poller.epoll(), workspace.calls());
            connection = --left > 0 ? service.accept(workspace, listener) : null;
        }
    }
}
