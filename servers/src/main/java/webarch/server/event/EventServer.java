package webarch.server.event;

import java.io.IOException;
import java.util.Set;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/**
 * The event-driven server, µserver of the paper, as SPED: a single process with a single event loop
 * (Pai et al., USENIX ATC 1999). Whatever blocks the loop, such as a read from disk, blocks all.
 */
public final class EventServer implements Architecture {
    @Override
    public Set<Tunable> tunables() {
        return Set.of(
                Tunable.ACCEPTS,
                Tunable.MAX_CONNECTIONS,
                Tunable.CACHE_MEMORY,
                Tunable.BODY,
                Tunable.HEAD_TIMEOUT);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        Service service = new Service(options, counters, 1);
        EventLoop loop = new EventLoop(service);
        Thread.ofPlatform().name("event-loop").start(loop);
        return service;
    }
}
