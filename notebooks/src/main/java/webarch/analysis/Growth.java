package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
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
        List<Profiles> levels = Profiles.of(campaign);
        List<Growth> growths = new ArrayList<>();
        for (Profiles many : levels) {
            Profiles few =
                    levels.stream()
                            .filter(level -> level.level().sameLoad(many.level()))
                            .findFirst()
                            .orElseThrow();
            if (few.level().equals(many.level())) {
                continue;
            }
            for (String variant : many.soundVariants()) {
                if (few.soundVariants().contains(variant)) {
                    growths.add(new Growth(few, many, variant));
                }
            }
        }
        return growths;
    }

    /** On many CPUs minus on few, in µs of CPU time per request. */
    public Estimate of(String category) {
        String column = "cpu_us_per_request";
        return Difference.mean(
                Difference.byBlock(
                        many.byBlock(variant, category, column),
                        few.byBlock(variant, category, column)));
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
        table.addColumns(rows.append("sum"));
        for (Growth growth : growths) {
            StringColumn cells = StringColumn.create(growth.label());
            names.forEach(name -> cells.append(text(growth.of(name))));
            table.addColumns(cells.append(text(growth.total())));
        }
        return table;
    }

    private String label() {
        return variant + ", " + many.level().label() + " - " + few.level().cpus();
    }

    private static String text(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }

    private record Cell(Growth growth, String category, Estimate estimate) {}

    /** All there is, exact. */
    static Table exact(Campaign campaign) {
        List<Cell> cells = new ArrayList<>();
        for (Growth growth : of(campaign)) {
            for (String category : growth.many.categories().keySet()) {
                cells.add(new Cell(growth, category, growth.of(category)));
            }
        }
        return Table.create(
                "growth",
                counts("schema_version", cells, _ -> Schema.VERSION),
                text("campaign", cells, _ -> campaign.name()),
                counts("connections", cells, cell -> cell.growth.many.level().connections()),
                numbers("session_rate", cells, cell -> cell.growth.many.level().sessionRate()),
                text("variant", cells, cell -> cell.growth.variant),
                counts("cpus", cells, cell -> cell.growth.many.level().cpus()),
                counts("fewest_cpus", cells, cell -> cell.growth.few.level().cpus()),
                text("category", cells, Cell::category),
                counts("blocks", cells, cell -> cell.estimate.n()),
                numbers("growth_us", cells, cell -> cell.estimate.mean()),
                numbers("growth_us_low", cells, cell -> cell.estimate.low()),
                numbers("growth_us_high", cells, cell -> cell.estimate.high()));
    }

    private static StringColumn text(String name, List<Cell> cells, Function<Cell, String> value) {
        return StringColumn.create(name, cells.stream().map(value).toList());
    }

    private static LongColumn counts(String name, List<Cell> cells, ToLongFunction<Cell> value) {
        return LongColumn.create(name, cells.stream().mapToLong(value).toArray());
    }

    private static DoubleColumn numbers(
            String name, List<Cell> cells, ToDoubleFunction<Cell> value) {
        return DoubleColumn.create(name, cells.stream().mapToDouble(value).toArray());
    }
}
