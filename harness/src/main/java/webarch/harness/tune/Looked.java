package webarch.harness.tune;

import java.util.List;
import java.util.function.Function;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Saturation;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.paired.Slice;
import webarch.harness.plan.Configuration;

/**
 * One look at a configuration: a row of {@code search.csv}.
 *
 * @param rung of the halving, from 1
 * @param position in the rung, from 1
 * @param slice what was measured; null when the server did not take its options or died
 * @param failure why not; empty otherwise
 */
record Looked(int rung, int position, Configuration configuration, Slice slice, String failure) {

    static List<Column<Looked>> columns(Placement placement) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("rung", Looked::rung),
                new Column<>("position", Looked::position),
                new Column<>("server", look -> look.configuration.subject().server()),
                new Column<>(
                        "options",
                        look -> String.join(" ", look.configuration.subject().arguments())),
                new Column<>("connections", look -> look.configuration.connections()),
                new Column<>("duration_s", look -> look.of(Slice::seconds)),
                new Column<>("requests", look -> look.of(Slice::requests)),
                new Column<>("errors", look -> look.of(Slice::errors)),
                new Column<>("replies_per_s", look -> look.of(Slice::repliesPerSecond)),
                new Column<>("cpu_us_per_request", look -> look.of(Slice::cpuMicrosPerRequest)),
                new Column<>(
                        "server_utilisation",
                        look -> look.of(slice -> serverUtilisation(slice, placement))),
                new Column<>(
                        "load_utilisation",
                        look -> look.of(slice -> loadUtilisation(slice, placement))),
                new Column<>("saturation", look -> look.of(slice -> bound(slice, placement))),
                new Column<>("failure", Looked::failure));
    }

    private Object of(Function<Slice, ?> value) {
        return slice == null ? null : value.apply(slice);
    }

    private static double serverUtilisation(Slice slice, Placement placement) {
        return slice.serverCpuSeconds() / slice.seconds() / placement.serverCpus().size();
    }

    private static double loadUtilisation(Slice slice, Placement placement) {
        return slice.loadCpuSeconds() / slice.seconds() / placement.loadCpus().size();
    }

    private static String bound(Slice slice, Placement placement) {
        return Saturation.of(
                        placement.topology(),
                        serverUtilisation(slice, placement),
                        loadUtilisation(slice, placement))
                .label();
    }
}
