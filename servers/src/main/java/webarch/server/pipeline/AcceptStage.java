package webarch.server.pipeline;

import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ListenerWatch;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The stage that accepts connections and hands them to read-poll, or on to read where a request has
 * come with them. One thread.
 */
final class AcceptStage implements Runnable {
    private final Service service;
    private final int listener;
    private final Workspace workspace;
    private final Poller poller;
    private final ListenerWatch watch;
    private final RestingConnections resting;
    private final StageQueue toRead;
    private final Caller caller;
    private final Batch readable = new Batch();
    private final Semaphore room = new Semaphore(0);

    AcceptStage(Service service, RestingConnections resting, StageQueue toRead)
            throws SystemCallException {
        this.service = service;
        this.resting = resting;
        this.toRead = toRead;
        listener = service.listener();
        workspace = service.workspace();
        caller = Caller.of(workspace);
        poller = new Poller(workspace);
        watch = service.watch(poller, listener, false);
        service.whenRoom(room::release);
    }

    @Override
    public void run() {
        try {
            while (!service.isDraining()) {
                if (service.hasRoom()) {
                    watch.resume(workspace.calls());
                    acceptAll();
                    watch.renew(workspace.calls());
                    poller.await(service.hasRoom() ? -1 : 0);
                } else {
                    watch.pause(workspace.calls());
                    awaitRoom();
                }
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void acceptAll() throws SystemCallException {
        Connection connection = service.accept(workspace, listener);
        while (connection != null) {
            Ticket ticket = resting.add(connection, workspace);
            if (ticket != null) {
                readable.add(ticket);
                toRead.put(readable, caller);
            }
            connection = service.accept(workspace, listener);
        }
    }

    /** Room that became free before this is called has left a permit. */
    private void awaitRoom() {
        room.acquireUninterruptibly();
        room.drainPermits();
    }
}
