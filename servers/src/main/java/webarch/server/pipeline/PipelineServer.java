package webarch.server.pipeline;

import java.io.IOException;
import java.util.Set;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/** The pipelined server, WatPipe of the paper: see {@link Pipeline}. */
public final class PipelineServer implements Architecture {
    @Override
    public Set<Tunable> tunables() {
        return Set.of(
                Tunable.MAX_CONNECTIONS,
                Tunable.LISTENER,
                Tunable.CACHE_MEMORY,
                Tunable.BODY,
                Tunable.SOCKETS,
                Tunable.HEAD_TIMEOUT,
                Tunable.READERS,
                Tunable.WRITERS,
                Tunable.WORKERS,
                Tunable.QUEUE,
                Tunable.PROCESSES);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        if (options.accepting().listener() == ServerOptions.Listener.REUSEPORT
                && options.processes().count() == 1) {
            throw new IllegalArgumentException(
                    "--listener: a single pipeline has a single accept stage; reuseport needs"
                            + " --processes of at least 2");
        }
        Service service = new Service(options, counters, 1);
        new Pipeline(service).start();
        return service;
    }
}
