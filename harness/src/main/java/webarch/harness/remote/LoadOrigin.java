package webarch.harness.remote;

import java.util.Optional;
import webarch.harness.load.Load;
import webarch.harness.load.LoadGenerator;
import webarch.harness.load.LoadOptions;
import webarch.harness.measure.ServerCommand;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/**
 * Where the load of a request log comes from: this process, or load hosts where there are any.
 *
 * @param workload what load hosts make the log from
 */
public record LoadOrigin(RequestLog requests, RemoteWorkload workload, Optional<LoadHosts> hosts) {

    /** {@code requests} is the log of {@code workload} with {@code seed}. */
    public static LoadOrigin of(
            Workload workload, long seed, RequestLog requests, Optional<LoadHosts> hosts) {
        return new LoadOrigin(requests, RemoteWorkload.of(workload, seed, requests), hosts);
    }

    /** This process. */
    public static LoadOrigin here(RequestLog requests) {
        return new LoadOrigin(requests, null, Optional.empty());
    }

    /** The server, listening where the load looks for it. */
    public ServerCommand reachable(ServerCommand server) {
        return hosts.map(these -> server.on(these.server())).orElse(server);
    }

    /** Makes what loads, and does not start it. */
    public Load begin(LoadOptions options) {
        return hosts.<Load>map(these -> new RemoteLoad(these, options, workload))
                .orElseGet(() -> new LoadGenerator(options, requests));
    }
}
