package webarch.server.event;

import java.io.IOException;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;

/**
 * The event-driven server, µserver of the paper, as SPED: a single process with a single event loop
 * (Pai et al., USENIX ATC 1999). Whatever blocks the loop, such as a read from disk, blocks all.
 */
public final class EventServer implements Architecture {
    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        Service service = new Service(options, counters);
        EventLoop loop = new EventLoop(service);
        Thread.ofPlatform().name("event-loop").start(loop);
        return service;
    }
}
