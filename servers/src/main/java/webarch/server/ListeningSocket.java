package webarch.server;

import java.net.InetSocketAddress;
import webarch.linux.Sockets;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/** Opens listening sockets as the options say. */
public final class ListeningSocket {
    private ListeningSocket() {}

    /**
     * A non-blocking listening socket.
     *
     * @param where the address of the options, with a port that is known by now if theirs is 0
     */
    public static int open(SystemCalls calls, ServerOptions options, InetSocketAddress where)
            throws SystemCallException {
        boolean blocking = options.sending().blocking();
        return Sockets.listen(
                calls,
                new Sockets.Listening(
                        where,
                        options.accepting().backlog(),
                        options.accepting().listener() == ServerOptions.Listener.REUSEPORT,
                        options.sending().bufferBytes(),
                        blocking ? options.timeouts().idleMillis() : 0));
    }
}
