package webarch.harness.bench;

import java.util.List;
import webarch.harness.campaign.Placement;

/** {@code slices.csv}: a row for each slice, in the order of execution. */
final class SlicesCsv {
    private static final int SCHEMA_VERSION = 1;

    private SlicesCsv() {}

    static CsvColumns<Slice> columns(Placement placement) {
        int serverCpus = placement.serverCpus().size();
        int loadCpus = placement.loadCpus().size();
        return new CsvColumns<Slice>()
                .add("schema_version", _ -> SCHEMA_VERSION)
                .add("launch", Slice::launch)
                .add("round", Slice::round)
                .add("position", Slice::position)
                .add("server", Slice::server)
                .add("duration_s", Slice::seconds)
                .add("requests", Slice::requests)
                .add("replies", Slice::replies)
                .add("errors", Slice::errors)
                .add("connects", Slice::connects)
                .add("replies_per_s", Slice::repliesPerSecond)
                .add("server_cpu_s", Slice::serverCpuSeconds)
                .add("cpu_us_per_request", Slice::cpuMicrosPerRequest)
                .add("server_utilisation", s -> s.serverCpuSeconds() / s.seconds() / serverCpus)
                .add("load_utilisation", s -> s.loadCpuSeconds() / s.seconds() / loadCpus)
                .add("idle_cpu_s", Slice::idleCpuSeconds)
                .add("steal_share", Slice::stealShare);
    }

    static String text(Placement placement, List<Slice> slices) {
        return columns(placement).text(slices);
    }
}
