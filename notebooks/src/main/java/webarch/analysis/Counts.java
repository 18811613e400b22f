package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How often things happen: {@code counters.csv} of a campaign, at one level of load.
 *
 * @param campaign whose counters they are
 * @param level the load
 * @param rows of that level
 */
public record Counts(Campaign campaign, LoadLevel level, Table rows) {
    static final String FILE = "counters.csv";

    private static final String PARKS = "parks";
    private static final String MOUNTS = "mounts";

    /** Of a server whose threads block in {@code java.nio}. */
    private static final String NIO = "--io=nio";

    /** Who waits for events, who wakes whom, and what that costs in switches. */
    private static final List<String> MECHANISM =
            List.of(
                    "epoll_returns",
                    "epoll_events",
                    "calls_epoll_wait",
                    "calls_epoll_pwait2",
                    "calls_epoll_ctl",
                    "eagain_recvfrom",
                    "eagain_read",
                    "calls_futex",
                    "wakings_issued",
                    "context_switches",
                    "voluntary_switches",
                    "involuntary_switches",
                    PARKS,
                    MOUNTS,
                    "calls_all");

    /** The counters of a campaign, by level of load. */
    public static List<Counts> of(Campaign campaign) {
        Table all = CsvFile.read(campaign.folder().resolve(FILE), Schema.COUNTERS);
        List<Counts> levels = new ArrayList<>();
        for (LoadLevel level : LoadLevel.in(all)) {
            levels.add(
                    new Counts(
                            campaign,
                            level,
                            all.where(Rows.where(all, row -> LoadLevel.of(row).equals(level)))));
        }
        return List.copyOf(levels);
    }

    /** The same level of load as that of the profiles. */
    public static Counts at(Profiles profiles) {
        return of(profiles.campaign()).stream()
                .filter(counts -> counts.level.equals(profiles.level()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        profiles.campaign().folder().resolve(FILE)
                                                + ": no run at "
                                                + profiles.level().label()));
    }

    /** Names of the servers as the plan calls them, architectures first. */
    public List<String> variants() {
        return Rows.variants(rows);
    }

    /** Mean per request over the runs of a server; without a value where it was not counted. */
    public Estimate perRequest(String variant, String counter) {
        List<Double> values = new ArrayList<>();
        for (Row row : rows) {
            if (isOf(row, variant, counter)) {
                values.add(row.getDouble("per_request"));
            }
        }
        return Bootstrap.STANDARD.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same by block. */
    Map<Long, Double> byBlock(String variant, String counter) {
        Map<Long, Double> values = new TreeMap<>();
        for (Row row : rows) {
            if (isOf(row, variant, counter)) {
                values.put(row.getLong("block"), row.getDouble("per_request"));
            }
        }
        return values;
    }

    private boolean isOf(Row row, String variant, String counter) {
        return row.getString("variant").equals(variant)
                && row.getString("counter").equals(counter)
                && !row.isMissing("per_request")
                && isCounted(row);
    }

    /**
     * Whether a number is one that somebody counted, in a valid run. A thread that has parked is
     * mounted again, so where threads park and none is mounted, nobody counts mounts: the JDK's own
     * scheduler tells nobody of them.
     */
    private boolean isCounted(Row row) {
        boolean mounts =
                !row.getString("counter").equals(MOUNTS)
                        || row.getDouble("per_request") > 0
                        || !parks(row.getString("run_id"));
        return mounts && !row.getString("valid").equals("false");
    }

    private boolean parks(String run) {
        for (Row row : rows) {
            if (row.getString("run_id").equals(run) && row.getString("counter").equals(PARKS)) {
                return row.getDouble("per_request") > 0;
            }
        }
        return false;
    }

    /**
     * For readers: a row for each counter, a column for each server, per request; with an interval
     * where there were runs enough for one.
     *
     * @param counters which, in this order; those of no server are left out
     */
    public Table perRequest(List<String> counters) {
        List<String> shown =
                counters.stream()
                        .filter(
                                counter ->
                                        variants().stream()
                                                .anyMatch(v -> perRequest(v, counter).n() > 0))
                        .toList();
        Table table = Table.create("per request at " + level.label());
        table.addColumns(StringColumn.create("counter", shown.stream().map(this::label).toList()));
        for (String variant : variants()) {
            table.addColumns(
                    StringColumn.create(
                            variant,
                            shown.stream()
                                    .map(counter -> text(perRequest(variant, counter)))
                                    .toList()));
        }
        return table;
    }

    /** What is counted in part is called so. */
    private String label(String counter) {
        boolean partly =
                counter.equals(PARKS)
                        && rows.stringColumn("options").asList().stream()
                                .anyMatch(options -> options.contains(NIO));
        return partly ? "parks (with nio: to read, not to write)" : counter;
    }

    private static String text(Estimate estimate) {
        return estimate.hasInterval()
                ? "%s [%s, %s]"
                        .formatted(
                                text(estimate.mean()), text(estimate.low()), text(estimate.high()))
                : text(estimate.mean());
    }

    static String text(double value) {
        return Math.abs(value) < 1 && value != 0
                ? String.format(Locale.ROOT, "%.4f", value)
                : Numbers.rounded(value);
    }

    /** For readers: every counter that says how often something happens, as above. */
    public Table all() {
        return perRequest(counters());
    }

    /** For readers: what threads and events make the kernel and the library do, as above. */
    public Table mechanism() {
        return perRequest(MECHANISM);
    }

    /** All counters there are, in the order of the table. */
    public List<String> counters() {
        return rows.stringColumn("counter").unique().asList();
    }
}
