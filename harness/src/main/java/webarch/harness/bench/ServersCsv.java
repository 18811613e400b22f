package webarch.harness.bench;

import java.util.List;
import webarch.harness.Durations;
import webarch.harness.campaign.Placement;
import webarch.harness.workload.RequestLog;

/** {@code servers.csv}: a row for each server. */
final class ServersCsv {
    private static final int SCHEMA_VERSION = 1;

    private ServersCsv() {}

    /** What all rows share. */
    record Facts(
            String machine,
            Placement placement,
            RequestLog log,
            BenchOptions options,
            String against) {}

    static CsvColumns<ServerSummary> columns(Facts facts) {
        BenchOptions options = facts.options;
        return new CsvColumns<ServerSummary>()
                .add("schema_version", _ -> SCHEMA_VERSION)
                .add("machine", _ -> facts.machine)
                .add("topology", _ -> facts.placement.topology().label())
                .add("siblings", _ -> facts.placement.siblings())
                .add("server_cpus", _ -> facts.placement.serverCpus())
                .add("load_cpus", _ -> facts.placement.loadCpus())
                .add("workload", _ -> facts.log.name())
                .add("workload_sha256", _ -> facts.log.sha256())
                .add("seed", _ -> options.seed())
                .add("connections", _ -> options.connections())
                .add("launches", _ -> options.launches())
                .add("rounds", _ -> options.rounds())
                .add("slice_s", _ -> Durations.seconds(options.slice()))
                .add("discarded_s", _ -> Durations.seconds(options.discarded()))
                .add("warmup_s", _ -> Durations.seconds(options.warmup()))
                .add("warmup_requests", _ -> options.warmupRequests())
                .add("server", ServerSummary::server)
                .add("cpu_us_per_request", ServerSummary::cpuMicrosPerRequest)
                .add("against", _ -> facts.against)
                .add("ratio", server -> server.ratio().estimate())
                .add("ratio_low", server -> server.ratio().low())
                .add("ratio_high", server -> server.ratio().high())
                .add("replies_per_s", ServerSummary::repliesPerSecond)
                .add("server_utilisation", ServerSummary::serverUtilisation)
                .add("load_utilisation", ServerSummary::loadUtilisation)
                .add("idle_utilisation", ServerSummary::idleUtilisation)
                .add("steal_share", ServerSummary::stealShare)
                .add("errors", ServerSummary::errors)
                .add("saturation", server -> server.saturation().label());
    }

    static String text(Facts facts, List<ServerSummary> servers) {
        return columns(facts).text(servers);
    }
}
