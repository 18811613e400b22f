package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a request costs a server more when it has more CPUs, category by category: profiles under
 * the same load, with the fewest CPUs of the plan and with more.
 *
 * @param few the server's profiles on the fewest CPUs
 * @param many the same under the same load on more
 * @param variant the server, as the plan calls it
 */
public record Growth(Profiles few, Profiles many, String variant) {
    /** The table of all of them, beside the figures. */
    static final String FILE = "growth.csv";

    /** Whether the campaign has several numbers of CPUs at all. */
    static boolean isIn(Campaign campaign) {
        return !of(campaign).isEmpty();
    }

    /** For every load, every number of CPUs beyond the fewest and every server sound on both. */
    static List<Growth> of(Campaign campaign) {
        List<Growth> growths = new ArrayList<>();
        for (CpuStep<Profiles> step : CpuStep.of(Profiles.of(campaign), Profiles::level)) {
            for (String variant : step.onBoth(Profiles::soundVariants)) {
                growths.add(new Growth(step.few(), step.many(), variant));
            }
        }
        return growths;
    }

    /** On many CPUs minus on few, in µs of CPU time per request. */
    public Estimate of(String category) {
        return Difference.mean(
                Difference.byBlock(
                        many.profiled(variant, category), few.profiled(variant, category)));
    }

    /** The sum over all categories. */
    public Estimate total() {
        return Difference.mean(Difference.byBlock(many.profiled(variant), few.profiled(variant)));
    }

    /** For readers: a row for each category, a column for each server on each number of CPUs. */
    public static Table readable(Campaign campaign) {
        List<Growth> growths = of(campaign);
        if (growths.isEmpty()) {
            throw new UsageException(
                    campaign.folder().resolve(Profiles.FILE)
                            + ": no server has sound profiles on two numbers of CPUs");
        }
        List<String> names = List.copyOf(growths.getFirst().many.categories().keySet());
        Table table = Table.create("CPU per request (us), what more CPUs add");
        StringColumn rows = StringColumn.create("category", names);
        table.addColumns(rows.append(Profiles.SUM));
        for (Growth growth : growths) {
            StringColumn cells = StringColumn.create(growth.label());
            names.forEach(name -> cells.append(growth.of(name).text()));
            table.addColumns(cells.append(growth.total().text()));
        }
        return table;
    }

    private String label() {
        return variant + ", " + many.level().label() + " - " + few.level().cpus();
    }

    private record Cell(Growth growth, String category, Estimate estimate) {
        LoadLevel level() {
            return growth.many.level();
        }
    }

    /** All there is, exact. */
    static Table exact(Campaign campaign) {
        List<Cell> cells = new ArrayList<>();
        for (Growth growth : of(campaign)) {
            for (String category : growth.many.categories().keySet()) {
                cells.add(new Cell(growth, category, growth.of(category)));
            }
        }
        Columns<Cell> columns = new Columns<>(cells);
        Table table =
                Table.create(
                        "growth",
                        columns.counts("schema_version", _ -> Schema.VERSION),
                        columns.text("campaign", _ -> campaign.name()),
                        columns.counts("connections", cell -> cell.level().connections()),
                        columns.numbers("session_rate", cell -> cell.level().sessionRate()),
                        columns.text("variant", cell -> cell.growth.variant),
                        columns.counts("cpus", cell -> cell.level().cpus()),
                        columns.counts("fewest_cpus", cell -> cell.growth.few.level().cpus()),
                        columns.text("category", Cell::category),
                        columns.counts("blocks", cell -> cell.estimate.n()));
        columns.add(table, "growth_us", Cell::estimate);
        return table;
    }
}
