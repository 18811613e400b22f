package webarch.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** All their names. */
    static String names() {
        return String.join(", ", BY_NAME.keySet());
    }

    /** The names of the servers that have a use for an option. */
    static String that(Tunable tunable) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().tunables().contains(tunable))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
