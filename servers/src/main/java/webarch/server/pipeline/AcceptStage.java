package webarch.server.pipeline;

import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ListenerWatch;
import webarch.server.Poller;
import webarch.server.Service;
import webarch.server.Workspace;

/** The stage that accepts connections and hands them to read-poll. One thread. */
final class AcceptStage implements Runnable {
    private final Service service;
    private final int listener;
    private final Workspace workspace;
    private final Poller poller;
    private final ListenerWatch watch;
    private final RestingConnections resting;
    private final Semaphore room = new Semaphore(0);

    AcceptStage(Service service, RestingConnections resting) throws SystemCallException {
        this.service = service;
        this.resting = resting;
        listener = service.listener();
        workspace = service.workspace();
        poller = new Poller(workspace);
        watch = service.watch(poller, listener, true);
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
            resting.add(connection, workspace);
            connection = service.accept(workspace, listener);
        }
    }

    /** Room that became free before this is called has left a permit. */
    private void awaitRoom() {
        room.acquireUninterruptibly();
        room.drainPermits();
    }
}
