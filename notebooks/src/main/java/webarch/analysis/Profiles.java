package webarch.analysis;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the CPU time goes: {@code profile.csv} of a campaign, at one level of load. Means are over
 * the sound profiles, each of a server process of its own; the rest is listed by {@link #checks}.
 *
 * @param campaign whose profiles they are
 * @param level the load
 * @param rows of that level, sound or not
 */
public record Profiles(Campaign campaign, LoadLevel level, Table rows) {
    static final String FILE = "profile.csv";

    /** What a server pays for threads, and for the events that all of them wait for. */
    private static final List<String> MECHANISM =
            List.of(
                    "threads",
                    "stages",
                    "event-dispatch",
                    "epoll",
                    "scheduling",
                    "native-calls",
                    "system-calls",
                    "sum");

    /** Whether the campaign has profiles at all. */
    static boolean areIn(Campaign campaign) {
        return Files.exists(campaign.folder().resolve(FILE));
    }

    /** The profiles of a campaign, by level of load. */
    public static List<Profiles> of(Campaign campaign) {
        Table all = CsvFile.read(campaign.folder().resolve(FILE), Schema.PROFILE);
        List<Profiles> levels = new ArrayList<>();
        for (LoadLevel level : LoadLevel.in(all)) {
            levels.add(
                    new Profiles(
                            campaign,
                            level,
                            all.where(Rows.where(all, row -> LoadLevel.of(row).equals(level)))));
        }
        return List.copyOf(levels);
    }

    /** The level at which requests come at a fixed rate, the paper's way; the lowest of several. */
    public static Profiles atFixedRate(Campaign campaign) {
        return of(campaign).stream()
                .filter(profiles -> profiles.level.isFixedRate())
                .findFirst()
                .orElseThrow(() -> none(campaign, "at a fixed rate"));
    }

    /** The closed loop with the most clients. */
    public static Profiles atPeak(Campaign campaign) {
        return of(campaign).reversed().stream()
                .filter(profiles -> !profiles.level.isFixedRate())
                .findFirst()
                .orElseThrow(() -> none(campaign, "in a closed loop"));
    }

    private static UsageException none(Campaign campaign, String how) {
        return new UsageException(campaign.folder().resolve(FILE) + ": no profile of a run " + how);
    }

    /** Names of the servers as the plan calls them, architectures first. */
    public List<String> variants() {
        return Rows.variants(rows);
    }

    /** Those of which there is a profile that adds up; of the others nothing is said. */
    public List<String> soundVariants() {
        return Rows.variants(rows.where(rows.booleanColumn("sound").isTrue()));
    }

    /** Categories in the order of the table of categories, each with its group. */
    public Map<String, String> categories() {
        Map<String, String> categories = new LinkedHashMap<>();
        rows.forEach(
                row -> categories.put(row.getString("category"), row.getString("category_group")));
        return categories;
    }

    /** CPU time per request of a category of a server, by block, in µs. */
    Map<Long, Double> byBlock(String variant, String category, String column) {
        Map<Long, Double> values = new TreeMap<>();
        for (Row row : rows) {
            if (row.getBoolean("sound")
                    && row.getString("variant").equals(variant)
                    && row.getString("category").equals(category)) {
                values.put(row.getLong("block"), row.getDouble(column));
            }
        }
        return values;
    }

    /** CPU time per request by block as the kernel billed it, in the same processes, in µs. */
    Map<Long, Double> unprofiled(String variant) {
        String any = rows.stringColumn("category").get(0);
        Map<Long, Double> values = byBlock(variant, any, "unprofiled_us_per_request");
        values.values().removeIf(value -> value.isNaN());
        return values;
    }

    /** CPU time per request by block, the sum over all categories, in µs. */
    Map<Long, Double> profiled(String variant) {
        Map<Long, Double> sums = new TreeMap<>();
        for (String category : categories().keySet()) {
            byBlock(variant, category, "cpu_us_per_request")
                    .forEach((block, value) -> sums.merge(block, value, Double::sum));
        }
        return sums;
    }

    /** The first server minus the second. */
    public Difference difference(List<String> pair) {
        return new Difference(this, pair.getFirst(), pair.getLast());
    }

    /** Mean CPU time per request of a category of a server, in µs. */
    public Estimate cost(String variant, String category) {
        return mean(byBlock(variant, category, "cpu_us_per_request").values());
    }

    /** Mean CPU time per request of a server, the sum over all categories, in µs. */
    public Estimate cost(String variant) {
        return mean(profiled(variant).values());
    }

    /** Of {@link #cost}, what was spent for the client, because it is on the same machine. */
    public Estimate receiverCost(String variant, String category) {
        return mean(byBlock(variant, category, "receiver_us_per_request").values());
    }

    private static Estimate mean(Iterable<Double> values) {
        List<Double> all = new ArrayList<>();
        values.forEach(all::add);
        return Bootstrap.STANDARD.mean(all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * A row for each server and category: mean with its interval, with and without the client's.
     */
    public Table costs() {
        StringColumn variant = StringColumn.create("variant");
        StringColumn category = StringColumn.create("category");
        StringColumn group = StringColumn.create("category_group");
        IntColumn runs = IntColumn.create("runs");
        DoubleColumn cpu = DoubleColumn.create("cpu_us_per_request");
        DoubleColumn low = DoubleColumn.create("cpu_us_per_request_low");
        DoubleColumn high = DoubleColumn.create("cpu_us_per_request_high");
        DoubleColumn without = DoubleColumn.create("without_receiver_us_per_request");
        for (String name : variants()) {
            categories()
                    .forEach(
                            (of, in) -> {
                                Estimate cost = cost(name, of);
                                variant.append(name);
                                category.append(of);
                                group.append(in);
                                runs.append(cost.n());
                                cpu.append(cost.mean());
                                low.append(cost.low());
                                high.append(cost.high());
                                without.append(cost.mean() - receiverCost(name, of).mean());
                            });
        }
        return Table.create("costs", variant, category, group, runs, cpu, low, high, without);
    }

    /** For readers: what of {@link #breakdown} threads and events are about. */
    public Table mechanism() {
        Table all = breakdown();
        return all.where(all.stringColumn("category").isIn(MECHANISM));
    }

    /** For readers: a row for each category, a column for each server, in µs. */
    public Table breakdown() {
        Table table = Table.create("CPU per request (us) at " + level.label());
        List<String> names = new ArrayList<>(categories().keySet());
        names.add("sum");
        names.add("sum without the client's part");
        table.addColumns(StringColumn.create("category", names));
        for (String variant : variants()) {
            List<String> cells = new ArrayList<>();
            double sum = 0;
            double receiver = 0;
            for (String category : categories().keySet()) {
                double cost = cost(variant, category).mean();
                sum += cost;
                receiver += receiverCost(variant, category).mean();
                cells.add(Numbers.rounded(cost));
            }
            cells.add(Numbers.rounded(sum));
            cells.add(Numbers.rounded(sum - receiver));
            table.addColumns(StringColumn.create(variant, cells));
        }
        return table;
    }

    /** Whether each profile adds up: a row a run. */
    public Table checks() {
        Table firsts = rows.emptyCopy();
        String last = "";
        for (Row row : rows) {
            if (!row.getString("run_id").equals(last)) {
                firsts.append(row);
                last = row.getString("run_id");
            }
        }
        Table checks = Table.create("checks");
        for (String column :
                Arrays.asList(
                        "run_id",
                        "coverage",
                        "coverage_on_cpu",
                        "categories_share",
                        "kernel_share_sampled",
                        "kernel_share_billed",
                        "compiler_share",
                        "unclassified_share",
                        "unclear_share",
                        "slowdown_in_process",
                        "sound",
                        "unsound_reason")) {
            checks.addColumns(firsts.column(column));
        }
        return checks;
    }
}
