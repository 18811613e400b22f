package webarch.harness.bench;

import java.util.List;
import java.util.Locale;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** {@code agreement.csv}: a row for each quantity as one side tells it. */
final class AgreementCsv {
    /** For a ratio that is known so well that even a thousandth lies outside its interval. */
    private static final double NEGLIGIBLE = 0.005;

    /** By which accounts of CPU time may differ. */
    private static final double CPU_TOLERANCE = 0.02;

    private AgreementCsv() {}

    /** What is compared. */
    enum Quantity {
        /** Replies per second under a closed loop. */
        CLOSED,
        /** The same with sessions at a rate. */
        RATE,
        /** The same under a closed loop of clients that think. */
        THINKING,
        /** Mean latency of those clients in microseconds. */
        LATENCY,
        /** CPU time per request in microseconds. */
        CPU;

        private String unit() {
            return switch (this) {
                case CLOSED, RATE, THINKING -> "replies_per_s";
                case LATENCY -> "latency_mean_us";
                case CPU -> "cpu_us_per_request";
            };
        }
    }

    /**
     * One side of a comparison.
     *
     * @param values one a round
     * @param against values of the side that it is compared to
     * @param serverUtilisation mean, 0..1
     */
    record Row(
            Quantity quantity,
            String source,
            String reference,
            List<Double> values,
            List<Double> against,
            double serverUtilisation) {

        double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        /** Values of CPU time come in pairs from the same windows, so their ratios are taken. */
        MeanRatio ratio() {
            return MeanRatio.of(values, against);
        }

        boolean agrees() {
            double off = Math.abs(ratio().ratio() - 1);
            return quantity == Quantity.CPU
                    ? off <= CPU_TOLERANCE
                    : ratio().containsOne() || off <= NEGLIGIBLE;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%-8s %-12s %10.1f %s, %.4f of %s (%.4f to %.4f), server %.0f %% busy: %s",
                    quantity.name().toLowerCase(Locale.ROOT),
                    source,
                    mean(),
                    quantity.unit(),
                    ratio().ratio(),
                    reference,
                    ratio().low(),
                    ratio().high(),
                    100 * serverUtilisation,
                    agrees() ? "agrees" : "DIFFERS");
        }
    }

    static List<Column<Row>> columns(
            String machine, Placement placement, String server, String requestLog) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> machine),
                new Column<>("topology", _ -> placement.topology().label()),
                new Column<>("siblings", _ -> placement.siblings()),
                new Column<>("workload_sha256", _ -> requestLog),
                new Column<>("server", _ -> server),
                new Column<>("quantity", row -> row.quantity.name().toLowerCase(Locale.ROOT)),
                new Column<>("source", Row::source),
                new Column<>("unit", row -> row.quantity.unit()),
                new Column<>("rounds", row -> row.values.size()),
                new Column<>("value", Row::mean),
                new Column<>("against", Row::reference),
                new Column<>("ratio", row -> row.ratio().ratio()),
                new Column<>("ratio_low", row -> row.ratio().low()),
                new Column<>("ratio_high", row -> row.ratio().high()),
                new Column<>("server_utilisation", Row::serverUtilisation),
                new Column<>("agrees", Row::agrees));
    }
}
