package webarch.server.thread;

import webarch.server.Connection;
import webarch.server.Service;
import webarch.server.Workspace;

/** The thread that accepts connections and starts a thread for each. Runs as a virtual thread. */
final class Acceptor implements Runnable {
    private final Service service;
    private final int listener;
    private final Workspace workspace;
    private final Carrier carrier;
    private final Parking parking = new Parking();

    Acceptor(Service service, int listener, Workspace workspace, Carrier carrier) {
        this.service = service;
        this.listener = listener;
        this.workspace = workspace;
        this.carrier = carrier;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // the threads' scheduler is this server's own
    public void run() {
        int left = service.options().accepting().perWakeup();
        while (true) {
            Connection connection = service.accept(workspace, listener);
            if (connection == null) {
                parking.await();
                left = service.options().accepting().perWakeup();
            } else {
                carrier.start(new ConnectionThread(service, workspace, carrier, connection));
                if (--left == 0) {
                    Thread.yield();
                    left = service.options().accepting().perWakeup();
                }
            }
        }
    }

    /** Called by the carrier when a connection is waiting, or when there is room for one again. */
    void signal() {
        parking.signal();
    }
}
