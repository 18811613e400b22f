package webarch.harness.bench;

import java.util.List;
import webarch.harness.Durations;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.workload.RequestLog;

/** {@code servers.csv}: a row for each server. */
final class ServersCsv {
    private ServersCsv() {}

    /** What all rows share. */
    record Facts(
            String machine,
            Placement placement,
            RequestLog log,
            BenchOptions options,
            String against) {}

    static List<Column<ServerSummary>> columns(Facts facts) {
        BenchOptions options = facts.options;
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> facts.machine),
                new Column<>("topology", _ -> facts.placement.topology().label()),
                new Column<>("siblings", _ -> facts.placement.siblings()),
                new Column<>("server_cpus", _ -> facts.placement.serverCpus()),
                new Column<>("load_cpus", _ -> facts.placement.loadCpus()),
                new Column<>("workload", _ -> facts.log.name()),
                new Column<>("workload_sha256", _ -> facts.log.sha256()),
                new Column<>("seed", _ -> options.seed()),
                new Column<>("connections", _ -> options.connections()),
                new Column<>("launches", _ -> options.launches()),
                new Column<>("rounds", _ -> options.rounds()),
                new Column<>("slice_s", _ -> Durations.seconds(options.slice())),
                new Column<>("discarded_s", _ -> Durations.seconds(options.discarded())),
                new Column<>("warmup_s", _ -> Durations.seconds(options.warmup())),
                new Column<>("warmup_requests", _ -> options.warmupRequests()),
                new Column<>("server", ServerSummary::server),
                new Column<>("cpu_us_per_request", ServerSummary::cpuMicrosPerRequest),
                new Column<>("against", _ -> facts.against),
                new Column<>("ratio", server -> server.ratio().estimate()),
                new Column<>("ratio_low", server -> server.ratio().low()),
                new Column<>("ratio_high", server -> server.ratio().high()),
                new Column<>("replies_per_s", ServerSummary::repliesPerSecond),
                new Column<>("server_utilisation", ServerSummary::serverUtilisation),
                new Column<>("load_utilisation", ServerSummary::loadUtilisation),
                new Column<>("idle_utilisation", ServerSummary::idleUtilisation),
                new Column<>("steal_share", ServerSummary::stealShare),
                new Column<>("errors", ServerSummary::errors),
                new Column<>("saturation", server -> server.saturation().label()));
    }

    static String text(Facts facts, List<ServerSummary> servers) {
        return Csv.text(columns(facts), servers);
    }
}
