package webarch.server;

import java.io.IOException;

/** A server architecture: which thread takes which step of a connection, and when. */
@FunctionalInterface
public interface Architecture {
    /**
     * Starts a server. It listens when this returns.
     *
     * @throws IOException when it cannot listen, or the root cannot be read
     */
    RunningServer start(ServerOptions options, Counters counters) throws IOException;
}
