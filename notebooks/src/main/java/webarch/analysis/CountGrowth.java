package webarch.analysis;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What happens more often when a server has more CPUs: counters per request under the same load,
 * with the fewest CPUs of the plan and with more. Where each was counted once, as plans do, nothing
 * is known of the spread.
 *
 * @param few the counters on the fewest CPUs
 * @param many the same under the same load on more
 * @param variant the server, as the plan calls it
 */
public record CountGrowth(Counts few, Counts many, String variant) {
    /** The table of all of them, beside the figures. */
    static final String FILE = "growth-counts.csv";

    /** Locks, wake-ups, migrations and, where the processor counts them, cache misses. */
    private static final List<String> COUNTERS =
            List.of(
                    "calls_futex",
                    "wakings_issued",
                    "voluntary_switches",
                    "involuntary_switches",
                    "cpu_migrations",
                    "cache_misses",
                    "instructions",
                    "epoll_returns",
                    "calls_all");

    /** Whether something was counted on several numbers of CPUs at all. */
    static boolean isIn(Campaign campaign) {
        return Files.exists(campaign.folder().resolve(Counts.FILE)) && !of(campaign).isEmpty();
    }

    /** For every load, every number of CPUs beyond the fewest and every server. */
    static List<CountGrowth> of(Campaign campaign) {
        List<CountGrowth> growths = new ArrayList<>();
        for (CpuStep<Counts> step : CpuStep.of(Counts.of(campaign), Counts::level)) {
            for (String variant : step.onBoth(Counts::variants)) {
                growths.add(new CountGrowth(step.few(), step.many(), variant));
            }
        }
        return growths;
    }

    /** On many CPUs minus on few, per request; without a value where it was not counted on both. */
    public Estimate of(String counter) {
        return Difference.mean(
                Difference.byBlock(many.byBlock(variant, counter), few.byBlock(variant, counter)));
    }

    /**
     * For readers: a row for each counter, a column for each server on each number of CPUs: what it
     * is on the fewest and on more, and, if counted often enough, the interval of the difference.
     */
    public static Table readable(Campaign campaign) {
        List<CountGrowth> growths = of(campaign);
        if (growths.isEmpty()) {
            throw new UsageException(
                    campaign.folder().resolve(Counts.FILE)
                            + ": no server was counted on two numbers of CPUs");
        }
        List<String> shown =
                COUNTERS.stream()
                        .filter(counter -> growths.stream().anyMatch(g -> g.of(counter).n() > 0))
                        .toList();
        Table table = Table.create("per request, on the fewest CPUs and on more");
        table.addColumns(StringColumn.create("counter", shown));
        for (CountGrowth growth : growths) {
            StringColumn cells = StringColumn.create(growth.label());
            shown.forEach(counter -> cells.append(growth.text(counter)));
            table.addColumns(cells);
        }
        return table;
    }

    private String label() {
        return "%s, %s from %d".formatted(variant, many.level().label(), few.level().cpus());
    }

    private String text(String counter) {
        Estimate growth = of(counter);
        if (growth.n() == 0) {
            return "-";
        }
        String ends =
                Counts.text(few.perRequest(variant, counter).mean())
                        + " to "
                        + Counts.text(many.perRequest(variant, counter).mean());
        return growth.hasInterval()
                ? "%s (by %s to %s)"
                        .formatted(ends, Counts.text(growth.low()), Counts.text(growth.high()))
                : ends;
    }

    private record Cell(CountGrowth growth, String counter) {
        LoadLevel level() {
            return growth.many.level();
        }

        double perRequest(Counts counts) {
            return counts.perRequest(growth.variant, counter).mean();
        }

        Estimate estimate() {
            return growth.of(counter);
        }
    }

    /** All there is, exact. */
    static Table exact(Campaign campaign) {
        List<Cell> cells = new ArrayList<>();
        for (CountGrowth growth : of(campaign)) {
            for (String counter : COUNTERS) {
                if (growth.of(counter).n() > 0) {
                    cells.add(new Cell(growth, counter));
                }
            }
        }
        Columns<Cell> columns = new Columns<>(cells);
        Table table =
                Table.create(
                        "growth of counts",
                        columns.counts("schema_version", _ -> Schema.VERSION),
                        columns.text("campaign", _ -> campaign.name()),
                        columns.counts("connections", cell -> cell.level().connections()),
                        columns.numbers("session_rate", cell -> cell.level().sessionRate()),
                        columns.text("variant", cell -> cell.growth.variant),
                        columns.counts("cpus", cell -> cell.level().cpus()),
                        columns.counts("fewest_cpus", cell -> cell.growth.few.level().cpus()),
                        columns.text("counter", Cell::counter),
                        columns.counts("blocks", cell -> cell.estimate().n()),
                        columns.numbers("fewest_per_request", c -> c.perRequest(c.growth.few)),
                        columns.numbers("per_request", c -> c.perRequest(c.growth.many)));
        columns.add(table, "growth_per_request", Cell::estimate);
        return table;
    }
}
