package webarch.server.thread;

import java.io.IOException;
import java.util.Set;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/**
 * The thread-per-connection server, Knot of the paper, on user-level threads. As in Capriccio,
 * whose threads Knot ran on, blocking is an illusion: underneath, one carrier runs threads until
 * all of them wait, and then asks epoll which may go on.
 *
 * <pre>
 *   acceptor ──starts──► one thread a connection: read, write, read, write …
 *        │                        │
 *        └───────park─────────────┤
 *                                 ▼
 *                        carrier: epoll ──ready──► unpark
 * </pre>
 */
public final class ThreadServer implements Architecture {
    @Override
    public Set<Tunable> tunables() {
        return Set.of(
                Tunable.ACCEPTS,
                Tunable.MAX_CONNECTIONS,
                Tunable.CACHE_MEMORY,
                Tunable.BODY,
                Tunable.HEAD_TIMEOUT,
                Tunable.PROCESSES);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        Service service = new Service(options, counters, 1);
        Carrier carrier = new Carrier(service);
        carrier.start();
        return service;
    }
}
