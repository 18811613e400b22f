package webarch.server.thread;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The thread that accepts connections from a channel of {@code java.nio} and starts a virtual
 * thread for each. A platform thread, which waits in the call; its own are the channel and the
 * numbering of connections.
 *
 * <pre>
 *   wait until there is room ──► accept ──► start a thread ──┐
 *          ▲                                                 │
 *          └─────────────────────────────────────────────────┘
 * </pre>
 */
final class ChannelAcceptor implements Runnable {
    private final ServerSocketChannel listener;
    private final Service service;
    private final Workspace workspace;
    private final CarrierWorkspaces workspaces;
    private final Parking parking = new Parking();

    ChannelAcceptor(ServerSocketChannel listener, Service service) throws SystemCallException {
        this.listener = listener;
        this.service = service;
        workspace = service.workspace();
        workspaces = new CarrierWorkspaces(service);
        service.whenRoom(() -> parking.signal(Epoll.IN));
    }

    /** A channel that listens as the options say. */
    static ServerSocketChannel listen(ServerOptions options) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            return listener.bind(options.address(), options.accepting().backlog());
        } catch (BindException refused) {
            listener.close();
            String call = "bind to port " + options.address().getPort();
            SystemCallException.check(call, -Errno.EADDRINUSE);
            throw refused;
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                while (!service.hasRoom()) {
                    parking.await();
                }
                accept();
            }
        } catch (ClosedChannelException stopping) {
            // the service has closed it, and there is nothing left to accept
        }
    }

    private void accept() throws ClosedChannelException {
        try {
            admit(listener.accept());
        } catch (ClosedChannelException stopping) {
            throw stopping;
        } catch (IOException refused) {
            service.exhausted();
        }
    }

    private void admit(SocketChannel accepted) throws IOException {
        try {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            int buffer = service.options().sending().bufferBytes();
            if (buffer > 0) {
                accepted.setOption(StandardSocketOptions.SO_SNDBUF, buffer);
            }
        } catch (IOException goneAlready) {
            accepted.close();
            return;
        }
        Connection connection = service.admit(workspace, accepted);
        Thread.ofVirtual().start(new ChannelThread(service, workspaces, connection));
    }
}
