package webarch.server;

import java.io.IOException;
import java.util.Set;

/** A server architecture: which thread takes which step of a connection, and when. */
public interface Architecture {
    /** What it understands of the options that not every server does; the others are refused. */
    Set<Tunable> tunables();

    /**
     * Starts a server. It listens when this returns.
     *
     * @throws IOException when it cannot listen, or the root cannot be read
     * @throws IllegalArgumentException with the reason, when options do not go together
     */
    RunningServer start(ServerOptions options, Counters counters) throws IOException;
}
