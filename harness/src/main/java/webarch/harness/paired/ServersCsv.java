package webarch.harness.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import webarch.harness.Durations;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.subject.Contender;
import webarch.harness.workload.RequestLog;

/** {@code servers.csv}: a row for each server under each number of connections. */
public final class ServersCsv {
    private ServersCsv() {}

    /** What all rows share. */
    public record Facts(String machine, Placement placement, RequestLog log, Contender against) {}

    /** One server in one comparison. */
    public record Row(Turns options, ServerSummary server) {}

    public static List<Column<Row>> columns(Facts facts) {
        List<Column<Row>> columns = new ArrayList<>(ofComparison(facts));
        columns.addAll(
                ofServer(facts).stream().map(column -> column.in(ServersCsv::server)).toList());
        return columns;
    }

    private static Optional<ServerSummary> server(Row row) {
        return Optional.of(row.server);
    }

    private static List<Column<Row>> ofComparison(Facts facts) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> facts.machine),
                new Column<>("topology", _ -> facts.placement.topology().label()),
                new Column<>("siblings", _ -> facts.placement.siblings()),
                new Column<>("server_cpus", _ -> facts.placement.serverCpus()),
                new Column<>("load_cpus", _ -> facts.placement.loadCpusHere()),
                new Column<>("load_hosts", _ -> facts.placement.loadHosts()),
                new Column<>("workload", _ -> facts.log.name()),
                new Column<>("workload_sha256", _ -> facts.log.sha256()),
                new Column<>("seed", row -> row.options.seed()),
                new Column<>("connections", row -> row.options.connections()),
                new Column<>("one_at_a_time", row -> row.options.oneAtATime()),
                new Column<>("launches", row -> row.options.launches()),
                new Column<>("rounds", row -> row.options.rounds()),
                new Column<>("slice_s", row -> Durations.seconds(row.options.slice())),
                new Column<>("discarded_s", row -> Durations.seconds(row.options.discarded())),
                new Column<>("warmup_s", row -> Durations.seconds(row.options.warmup())),
                new Column<>("warmup_requests", row -> row.options.warmupRequests()));
    }

    private static List<Column<ServerSummary>> ofServer(Facts facts) {
        return List.of(
                new Column<>("server", server -> server.subject().server()),
                new Column<>("options", server -> server.subject().options()),
                new Column<>("instance", server -> server.subject().instance()),
                new Column<>("cpu_us_per_request", ServerSummary::cpuMicrosPerRequest),
                new Column<>("against", _ -> facts.against.name()),
                new Column<>("ratio", server -> server.ratio().estimate()),
                new Column<>("ratio_low", server -> server.ratio().low()),
                new Column<>("ratio_high", server -> server.ratio().high()),
                new Column<>("c_loop", server -> server.floor().map(Contender::name).orElse(null)),
                new Column<>("c_loop_ratio", server -> server.floorRatio().estimate()),
                new Column<>("c_loop_ratio_low", server -> server.floorRatio().low()),
                new Column<>("c_loop_ratio_high", server -> server.floorRatio().high()),
                new Column<>("replies_per_s", ServerSummary::repliesPerSecond),
                new Column<>("server_utilisation", ServerSummary::serverUtilisation),
                new Column<>("load_utilisation", ServerSummary::loadUtilisation),
                new Column<>("idle_utilisation", ServerSummary::idleUtilisation),
                new Column<>("steal_share", ServerSummary::stealShare),
                new Column<>("errors", ServerSummary::errors),
                new Column<>("invalid_slices", ServerSummary::invalidSlices),
                new Column<>("head_bytes", ServerSummary::headBytes),
                new Column<>(
                        "saturation",
                        server -> server.hasValidSlices() ? server.saturation().label() : null));
    }

    public static String text(Facts facts, List<Row> rows) {
        return Csv.text(columns(facts), rows);
    }
}
