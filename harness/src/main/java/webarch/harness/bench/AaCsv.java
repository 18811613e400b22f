package webarch.harness.bench;

import java.util.List;
import java.util.Locale;
import webarch.harness.Durations;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.paired.HierarchicalBootstrap.Interval;
import webarch.harness.paired.Turns;
import webarch.harness.subject.Contender;
import webarch.harness.workload.RequestLog;

/** {@code aa.csv}: a row for each comparison of a server with itself. */
final class AaCsv {
    static final int ALL = 0;

    private AaCsv() {}

    /**
     * One comparison.
     *
     * @param repetition from 1; {@link #ALL} for all of them as one
     * @param seconds it took, starts and warm-up included
     * @param launches in it
     * @param ratio of the second instance to the first
     */
    record Row(int repetition, double seconds, Turns turns, int launches, Interval ratio) {

        boolean covers() {
            return ratio.contains(1);
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s: ratio %.4f, 95 %% interval %.4f to %.4f (%s), half-width %.2f %%, %.0f s",
                    repetition == ALL ? "all as one" : "repetition " + repetition,
                    ratio().estimate(),
                    ratio().low(),
                    ratio().high(),
                    covers() ? "contains 1" : "does not contain 1",
                    100 * ratio.halfWidth(),
                    seconds);
        }
    }

    static List<Column<Row>> columns(
            String machine, Placement placement, RequestLog log, Contender server) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> machine),
                new Column<>("topology", _ -> placement.topology().label()),
                new Column<>("siblings", _ -> placement.siblings()),
                new Column<>("server_cpus", _ -> placement.serverCpus()),
                new Column<>("load_cpus", _ -> placement.loadCpus()),
                new Column<>("workload", _ -> log.name()),
                new Column<>("workload_sha256", _ -> log.sha256()),
                new Column<>("seed", row -> row.turns.seed()),
                new Column<>("connections", row -> row.turns.connections()),
                new Column<>("server", _ -> server.server()),
                new Column<>("options", _ -> server.options()),
                new Column<>("launches", Row::launches),
                new Column<>("rounds", row -> row.turns.rounds()),
                new Column<>("slice_s", row -> Durations.seconds(row.turns.slice())),
                new Column<>("repetition", Row::repetition),
                new Column<>("total_s", Row::seconds),
                new Column<>("ratio", row -> row.ratio().estimate()),
                new Column<>("ratio_low", row -> row.ratio().low()),
                new Column<>("ratio_high", row -> row.ratio().high()),
                new Column<>("half_width", row -> row.ratio().halfWidth()),
                new Column<>("covers", Row::covers));
    }
}
