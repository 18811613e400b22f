package webarch.analysis;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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

    /** The category of what the sampler itself costs. */
    static final String SAMPLING = "profiler";

    /** The category of what the kernel billed beyond all samples; it may be less than nothing. */
    static final String NOT_SAMPLED = "billed-not-sampled";

    static final String SUM = "sum";
    static final String WITHOUT_RECEIVER = "sum without the client's part";
    static final String FORETOLD = "sum without " + SAMPLING + " and " + NOT_SAMPLED;
    static final String SKID = "of which skid";

    /**
     * What foretells nothing of a server that nobody samples: the sampler's own code, and time of
     * which there is no stack. Where threads take turns, the latter is the sampler's too: the
     * kernel takes its timer from one and gives it to the other.
     */
    private static final Set<String> NOT_FORETOLD = Set.of(SAMPLING, NOT_SAMPLED);

    /** What a server pays for threads, and for the events that all of them wait for. */
    static final List<String> MECHANISM =
            List.of(
                    "threads",
                    "stages",
                    "event-dispatch",
                    "epoll",
                    "scheduling",
                    "native-calls",
                    "system-calls");

    private static final String CPU = "cpu_us_per_request";
    private static final String OF_THE_RECEIVER = "receiver_us_per_request";
    private static final String OF_SKID = "skid_us_per_request";

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

    /**
     * Categories in the order of the table of categories, each with its group; what was not sampled
     * is the last.
     */
    public Map<String, String> categories() {
        Map<String, String> categories = new LinkedHashMap<>();
        rows.forEach(
                row -> categories.put(row.getString("category"), row.getString("category_group")));
        String group = categories.remove(NOT_SAMPLED);
        if (group != null) {
            categories.put(NOT_SAMPLED, group);
        }
        return categories;
    }

    /** CPU time per request by block as the kernel billed it, in the same processes, in µs. */
    Map<Long, Double> unprofiled(String variant) {
        String any = rows.stringColumn("category").get(0);
        return byBlock(variant, any::equals, "unprofiled_us_per_request");
    }

    /** CPU time per request by block of a category, in µs. */
    Map<Long, Double> profiled(String variant, String category) {
        return byBlock(variant, category::equals, CPU);
    }

    /** Of {@link #profiled(String, String)}, what was spent for the client. */
    Map<Long, Double> receiver(String variant, String category) {
        return byBlock(variant, category::equals, OF_THE_RECEIVER);
    }

    /** CPU time per request by block, the sum over all categories, in µs. */
    Map<Long, Double> profiled(String variant) {
        return byBlock(variant, _ -> true, CPU);
    }

    /** That sum without what foretells nothing of a server that nobody samples. */
    Map<Long, Double> foretold(String variant) {
        return byBlock(variant, Profiles::isForetold, CPU);
    }

    /** And without what was spent for the client. */
    Map<Long, Double> foretoldWithoutReceiver(String variant) {
        return Difference.byBlock(
                foretold(variant), byBlock(variant, Profiles::isForetold, OF_THE_RECEIVER));
    }

    private static boolean isForetold(String category) {
        return !NOT_FORETOLD.contains(category);
    }

    /** Of {@link #profiled(String)}, what was spent for the client. */
    Map<Long, Double> receiver(String variant) {
        return byBlock(variant, _ -> true, OF_THE_RECEIVER);
    }

    /**
     * Of {@link #profiled(String)}, what was sampled only when interrupts came on again, so that
     * the category is that of the place and not that of the time.
     */
    Map<Long, Double> skid(String variant) {
        return byBlock(variant, _ -> true, OF_SKID);
    }

    /** The same of a category. */
    Map<Long, Double> skid(String variant, String category) {
        return byBlock(variant, category::equals, OF_SKID);
    }

    /** The sum of a column over some categories in each block that has a sound profile. */
    private Map<Long, Double> byBlock(String variant, Predicate<String> which, String column) {
        Map<Long, Double> sums = new TreeMap<>();
        for (Row row : rows) {
            if (row.getBoolean("sound")
                    && row.getString("variant").equals(variant)
                    && which.test(row.getString("category"))
                    && !row.isMissing(column)) {
                sums.merge(row.getLong("block"), row.getDouble(column), Double::sum);
            }
        }
        return sums;
    }

    /** The first server minus the second. */
    public Difference difference(List<String> pair) {
        return new Difference(this, pair.getFirst(), pair.getLast());
    }

    /** Mean CPU time per request of a category of a server, in µs. */
    public Estimate cost(String variant, String category) {
        return mean(profiled(variant, category));
    }

    /** Mean CPU time per request of a server, the sum over all categories, in µs. */
    public Estimate cost(String variant) {
        return mean(profiled(variant));
    }

    /** Of {@link #cost}, what was spent for the client, because it is on the same machine. */
    public Estimate receiverCost(String variant, String category) {
        return mean(receiver(variant, category));
    }

    /** A mean that is negative only where one of its values is. */
    static Estimate mean(Map<Long, Double> values) {
        return Bootstrap.STANDARD.mean(
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * A row for each server and category: mean with its interval, without the client's part, and
     * how much of it is skid.
     */
    public Table costs() {
        StringColumn variant = StringColumn.create("variant");
        StringColumn category = StringColumn.create("category");
        StringColumn group = StringColumn.create("category_group");
        IntColumn runs = IntColumn.create("runs");
        DoubleColumn cpu = DoubleColumn.create(CPU);
        DoubleColumn low = DoubleColumn.create("cpu_us_per_request_low");
        DoubleColumn high = DoubleColumn.create("cpu_us_per_request_high");
        DoubleColumn without = DoubleColumn.create("without_receiver_us_per_request");
        DoubleColumn skid = DoubleColumn.create(OF_SKID);
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
                                skid.append(mean(skid(name, of)).mean());
                            });
        }
        return Table.create("costs", variant, category, group, runs, cpu, low, high, without, skid);
    }

    /**
     * For readers: what threads and events cost, with intervals; a row for each category, a column
     * for each server that has a sound profile, in µs.
     */
    public Table mechanism() {
        List<String> names = MECHANISM.stream().filter(categories().keySet()::contains).toList();
        Table table = Table.create("CPU per request (us) at " + level.label());
        table.addColumns(StringColumn.create("category", names).append(SUM).append(SKID));
        for (String variant : soundVariants()) {
            StringColumn cells = StringColumn.create(variant);
            names.forEach(name -> cells.append(cost(variant, name).text()));
            cells.append(cost(variant).text()).append(mean(skid(variant)).text());
            table.addColumns(cells);
        }
        return table;
    }

    /** For readers: a row for each category, a column for each server, in µs. */
    public Table breakdown() {
        List<String> names = List.copyOf(categories().keySet());
        Table table = Table.create("CPU per request (us) at " + level.label());
        table.addColumns(
                StringColumn.create("category", names)
                        .append(SUM)
                        .append(SKID)
                        .append(WITHOUT_RECEIVER)
                        .append(FORETOLD));
        for (String variant : variants()) {
            StringColumn cells = StringColumn.create(variant);
            names.forEach(name -> cells.append(rounded(profiled(variant, name))));
            Map<Long, Double> all = profiled(variant);
            cells.append(rounded(all))
                    .append(rounded(skid(variant)))
                    .append(rounded(Difference.byBlock(all, receiver(variant))))
                    .append(rounded(foretold(variant)));
            table.addColumns(cells);
        }
        return table;
    }

    private static String rounded(Map<Long, Double> values) {
        return Numbers.rounded(mean(values).mean());
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
        firsts.addColumns(
                DoubleColumn.create(
                        "skid_share",
                        firsts.stringColumn("run_id").asList().stream()
                                .mapToDouble(this::skidShare)
                                .toArray()));
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
                        "skid_share",
                        "slowdown_in_process",
                        "sound",
                        "unsound_reason")) {
            checks.addColumns(firsts.column(column));
        }
        return checks;
    }

    /** Of what was sampled in a run, how much only when interrupts came on again. */
    double skidShare(String run) {
        double skid = 0;
        double all = 0;
        for (Row row : rows) {
            if (row.getString("run_id").equals(run)
                    && !row.getString("category").equals(NOT_SAMPLED)) {
                skid += row.getDouble(OF_SKID);
                all += row.getDouble(CPU);
            }
        }
        return skid / all;
    }
}
