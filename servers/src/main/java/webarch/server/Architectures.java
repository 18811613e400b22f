package webarch.server;

import java.util.Map;
import java.util.TreeMap;
import webarch.server.event.EventServer;
import webarch.server.netty.NettyServer;
import webarch.server.pipeline.PipelineServer;
import webarch.server.thread.ThreadServer;

/** The servers there are, by the name they go by on the command line and in the data. */
final class Architectures {
    static final Map<String, Architecture> BY_NAME =
            new TreeMap<>(
                    Map.of(
                            "userver", new EventServer(),
                            "knot", new ThreadServer(),
                            "watpipe", new PipelineServer(),
                            "netty", new NettyServer()));

    private Architectures() {}
}
