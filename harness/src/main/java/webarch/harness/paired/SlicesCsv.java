package webarch.harness.paired;

import java.util.List;
import java.util.function.Function;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Validity;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** {@code slices.csv}: a row for each turn, in the order of execution. */
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
                measured("duration_s", Slice::seconds),
                measured("requests", Slice::requests),
                measured("replies", Slice::replies),
                measured("errors", Slice::errors),
                measured("connects", Slice::connects),
                measured("replies_per_s", Slice::repliesPerSecond),
                measured("server_cpu_s", Slice::serverCpuSeconds),
                measured("cpu_us_per_request", Slice::cpuMicrosPerRequest),
                measured(
                        "server_utilisation", s -> s.serverCpuSeconds() / s.seconds() / serverCpus),
                measured("load_utilisation", s -> s.loadCpuSeconds() / s.seconds() / loadCpus),
                measured("idle_cpu_s", Slice::idleCpuSeconds),
                measured("steal_share", Slice::stealShare),
                measured("contention", Slice::contention),
                new Column<>("valid", Slice::isValid),
                new Column<>(
                        "invalid_reason",
                        slice -> String.join(Validity.SEPARATOR, slice.invalidReasons())));
    }

    /** A column that stays empty for a turn that did not take place. */
    private static Column<Slice> measured(String name, Function<Slice, ?> value) {
        return new Column<>(name, slice -> slice.tookPlace() ? value.apply(slice) : null);
    }

    public static String text(Placement placement, List<Slice> slices) {
        return Csv.text(columns(placement), slices);
    }
}
