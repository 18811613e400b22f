package webarch.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a run was measured under besides its server and its load. Runs under unlike conditions are
 * never pooled.
 */
public final class Conditions {
    /** Those that a plan may vary within a campaign, the load aside. */
    static final List<String> SEPARATE =
            List.of(
                    "topology",
                    "workload",
                    "server_cpus",
                    "storage",
                    "so_rcvbuf_bytes",
                    "drain_bytes_per_s",
                    "load_transport");

    private static final List<String> RATES =
            List.of(Axis.SESSION_RATE.column(), Axis.OFFERED_SHARE.column());

    private Conditions() {}

    /**
     * Passes if at most the axis differs.
     *
     * @throws UsageException that names the condition otherwise
     */
    static void requireOneBut(Campaign campaign, Axis axis) {
        boolean rates = RATES.contains(axis.column());
        if (!rates && Axis.has(campaign, Axis.SESSION_RATE.column())) {
            throw new UsageException(
                    "%s: has runs at a session_rate; figures over clients need connections"
                            .formatted(campaign.folder().resolve(Campaign.FILE)));
        }
        Stream.concat(SEPARATE.stream(), rates ? Stream.of() : RATES.stream())
                .filter(column -> !column.equals(axis.column()))
                .filter(column -> campaign.runs().columnNames().contains(column))
                .filter(column -> values(campaign.runs(), column).size() > 1)
                .findFirst()
                .ifPresent(
                        column -> {
                            throw new UsageException(
                                    "%s: runs of more than one %s (%s), which are never pooled; select one with where(\"%s\", …)"
                                            .formatted(
                                                    campaign.folder().resolve(Campaign.FILE),
                                                    column,
                                                    String.join(
                                                            ", ", values(campaign.runs(), column)),
                                                    column));
                        });
    }

    /** The different values in a column of any type, as text, sorted; a missing one is empty. */
    static List<String> values(Table runs, String column) {
        Column<?> cells = runs.column(column);
        TreeSet<String> values = new TreeSet<>();
        for (int row = 0; row < runs.rowCount(); row++) {
            values.add(text(cells, row));
        }
        return List.copyOf(values);
    }

    /** A cell as in the CSV: whole numbers without a fraction. */
    public static String text(Column<?> cells, int row) {
        if (cells.isMissing(row)) {
            return "";
        }
        // Tablesaw's own text of such a number is rounded, and follows the locale.
        return cells instanceof DoubleColumn numbers
                ? BigDecimal.valueOf(numbers.getDouble(row))
                        .toPlainString()
                        .replaceFirst("\\.0$", "")
                : cells.getString(row);
    }
}
