package webarch.harness.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import webarch.harness.load.Load;
import webarch.harness.load.LoadGenerator;
import webarch.harness.load.LoadOptions;
import webarch.harness.measure.ServerCommand;
import webarch.harness.plan.PlannedRun;
import webarch.harness.remote.LoadHosts;
import webarch.harness.remote.RemoteLoad;
import webarch.harness.remote.RemoteWorkload;
import webarch.harness.workload.RequestLog;

/**
 * Makes the load of each run: by this process, or by load hosts where there are any.
 *
 * @param workload what load hosts make their request log from, which is {@code requests}
 */
record Loads(
        CampaignFacts facts,
        RemoteWorkload workload,
        RequestLog requests,
        Optional<LoadHosts> hosts) {

    /** Port of the load that only asks hosts what they have, and is never started. */
    private static final int NEVER = 9;

    /** How many CPUs the hosts have together, each having shown that it is there. */
    static int cpus(LoadHosts hosts, RemoteWorkload workload, Duration timeout) {
        LoadOptions none =
                new LoadOptions(
                        new InetSocketAddress(hosts.server(), NEVER),
                        hosts.commands().size(),
                        1,
                        timeout,
                        false);
        try (RemoteLoad asked = new RemoteLoad(hosts, none, workload)) {
            return asked.cpus();
        }
    }

    /** A server of ours, told to listen where the load hosts look for it. */
    ServerCommand bound(ServerCommand server) {
        return hosts.map(these -> server.with("--bind", these.server())).orElse(server);
    }

    /** Where the load finds a server that is known to have {@code loopback}'s port. */
    InetSocketAddress reachable(InetSocketAddress loopback) {
        return hosts.map(these -> new InetSocketAddress(these.server(), loopback.getPort()))
                .orElse(loopback);
    }

    LoadOptions options(PlannedRun run, InetSocketAddress loopback) {
        return new LoadOptions(
                        reachable(loopback),
                        run.connections(),
                        Math.min(run.connections(), facts.placement().loadCpuCount()),
                        facts.plan().timeout(),
                        false)
                .withSessionRate(run.level().arrivals(facts.plan().seed()))
                .withDraining(facts.plan().draining())
                .withTransport(facts.plan().transport());
    }

    Load begin(LoadOptions options) {
        return hosts.<Load>map(these -> new RemoteLoad(these, options, workload))
                .orElseGet(() -> new LoadGenerator(options, requests));
    }

    /** Leaves {@code hosts.csv} in the folder of a run whose load was remote. */
    static void keepHosts(Load load, Window window, Path folder) throws IOException {
        if (load instanceof RemoteLoad remote) {
            Files.writeString(
                    folder.resolve("hosts.csv"),
                    remote.hostsCsv(
                            window.opening().nanoTime(),
                            window.closing().nanoTime(),
                            window.load()));
        }
    }
}
