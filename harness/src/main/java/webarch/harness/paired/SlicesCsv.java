package webarch.harness.paired;

import java.util.List;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** {@code slices.csv}: a row for each slice, in the order of execution. */
public final class SlicesCsv {
    private SlicesCsv() {}

    public static List<Column<Slice>> columns(Placement placement) {
        int serverCpus = placement.serverCpus().size();
        int loadCpus = placement.loadCpuCount();
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("connections", Slice::connections),
                new Column<>("launch", Slice::launch),
                new Column<>("round", Slice::round),
                new Column<>("position", Slice::position),
                new Column<>("server", slice -> slice.subject().server()),
                new Column<>("options", slice -> slice.subject().options()),
                new Column<>("instance", slice -> slice.subject().instance()),
                new Column<>("duration_s", Slice::seconds),
                new Column<>("requests", Slice::requests),
                new Column<>("replies", Slice::replies),
                new Column<>("errors", Slice::errors),
                new Column<>("connects", Slice::connects),
                new Column<>("replies_per_s", Slice::repliesPerSecond),
                new Column<>("server_cpu_s", Slice::serverCpuSeconds),
                new Column<>("cpu_us_per_request", Slice::cpuMicrosPerRequest),
                new Column<>(
                        "server_utilisation", s -> s.serverCpuSeconds() / s.seconds() / serverCpus),
                new Column<>("load_utilisation", s -> s.loadCpuSeconds() / s.seconds() / loadCpus),
                new Column<>("idle_cpu_s", Slice::idleCpuSeconds),
                new Column<>("steal_share", Slice::stealShare),
                new Column<>("contention", Slice::contention));
    }

    public static String text(Placement placement, List<Slice> slices) {
        return Csv.text(columns(placement), slices);
    }
}
