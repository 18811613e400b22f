package webarch.analysis;

import java.util.List;
import java.util.TreeSet;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a run was measured under besides its server and its load. Runs under unlike conditions are
 * never pooled: a figure over one condition shows one value of each other.
 */
public final class Conditions {
    /** Those that a plan may vary within a campaign. */
    static final List<String> COLUMNS =
            List.of(
                    "topology",
                    "workload",
                    "server_cpus",
                    "session_rate",
                    "offered_share",
                    "memory_limit_mb",
                    "device",
                    "load_transport",
                    "observation");

    private Conditions() {}

    /** Conditions that differ between the campaign's runs. */
    static List<String> varying(Campaign campaign) {
        return COLUMNS.stream()
                .filter(column -> campaign.runs().columnNames().contains(column))
                .filter(column -> values(campaign.runs(), column).size() > 1)
                .toList();
    }

    /**
     * Passes if at most the axis differs.
     *
     * @throws UsageException that names the condition otherwise
     */
    static void requireOneBut(Campaign campaign, Axis axis) {
        boolean rates =
                axis.column().equals(Axis.SESSION_RATE.column())
                        || axis.column().equals(Axis.OFFERED_SHARE.column());
        if (!rates && Axis.has(campaign, Axis.SESSION_RATE.column())) {
            throw new UsageException(
                    "%s: has runs at a session_rate; figures over clients need connections"
                            .formatted(campaign.folder().resolve(Campaign.FILE)));
        }
        for (String column : varying(campaign)) {
            boolean rate =
                    column.equals(Axis.SESSION_RATE.column())
                            || column.equals(Axis.OFFERED_SHARE.column());
            if (!column.equals(axis.column()) && !(rates && rate)) {
                throw new UsageException(
                        "%s: runs of more than one %s (%s), which are never pooled; select one with where(\"%s\", …)"
                                .formatted(
                                        campaign.folder().resolve(Campaign.FILE),
                                        column,
                                        String.join(", ", values(campaign.runs(), column)),
                                        column));
            }
        }
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
        String text = cells.isMissing(row) ? "" : cells.getString(row);
        return cells instanceof DoubleColumn && text.endsWith(".0")
                ? text.substring(0, text.length() - 2)
                : text;
    }
}
