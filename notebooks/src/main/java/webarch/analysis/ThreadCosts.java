package webarch.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which threads of a server spend its CPU time: {@code threads.csv} of a campaign, as far as the
 * profiles are sound.
 *
 * @param profiles of the same runs
 * @param rows of these runs
 */
public record ThreadCosts(Profiles profiles, Table rows) {
    static final String FILE = "threads.csv";

    /** Threads that have less of a server's time are shown together. */
    private static final double SMALL = 0.01;

    private static final String REST = "all others";

    /** Those of the same runs as the profiles. */
    public static ThreadCosts at(Profiles profiles) {
        Table all = CsvFile.read(profiles.campaign().folder().resolve(FILE), Schema.THREADS);
        Set<String> sound =
                profiles.rows()
                        .where(profiles.rows().booleanColumn("sound").isTrue())
                        .stringColumn("run_id")
                        .asSet();
        return new ThreadCosts(
                profiles,
                all.where(Rows.where(all, row -> sound.contains(row.getString("run_id")))));
    }

    /** The kinds of threads of a server, the busiest first. */
    List<String> threads(String variant) {
        Map<String, Double> sums = new TreeMap<>();
        for (Row row : rows) {
            if (row.getString("variant").equals(variant)) {
                sums.merge(
                        row.getString("thread"), row.getDouble("cpu_us_per_request"), Double::sum);
            }
        }
        return sums.keySet().stream()
                .sorted(Comparator.comparingDouble(thread -> -sums.get(thread)))
                .toList();
    }

    /** Mean CPU time per request of some threads of a server in some categories, in µs. */
    Estimate cost(String variant, Predicate<String> threads, Predicate<String> categories) {
        Map<Long, Double> values = new TreeMap<>();
        // What was not found in a profile is not in the file, and is nothing.
        profiles.profiled(variant).keySet().forEach(block -> values.put(block, 0.0));
        for (Row row : rows) {
            if (row.getString("variant").equals(variant)
                    && threads.test(row.getString("thread"))
                    && categories.test(row.getString("category"))) {
                values.merge(
                        row.getLong("block"), row.getDouble("cpu_us_per_request"), Double::sum);
            }
        }
        return Profiles.mean(values);
    }

    /**
     * For readers: a row for each category that threads and events are about, a column for each
     * kind of thread of each server, in µs.
     *
     * @param servers which; those without a sound profile are left out
     */
    public Table readable(List<String> servers) {
        List<String> names =
                Profiles.MECHANISM.stream().filter(profiles.categories()::containsKey).toList();
        Table table = Table.create("CPU per request (us) at " + profiles.level().label());
        table.addColumns(StringColumn.create("category", names).append(REST).append(Profiles.SUM));
        for (String variant : servers) {
            shown(variant)
                    .forEach(
                            (label, threads) -> {
                                StringColumn cells = StringColumn.create(variant + ": " + label);
                                for (String name : names) {
                                    cells.append(cost(variant, threads, name::equals).text());
                                }
                                cells.append(
                                        cost(variant, threads, name -> !names.contains(name))
                                                .text());
                                table.addColumns(
                                        cells.append(cost(variant, threads, _ -> true).text()));
                            });
        }
        if (table.columnCount() == 1) {
            throw new UsageException(
                    "%s: no sound profile of %s"
                            .formatted(
                                    profiles.campaign().folder().resolve(FILE),
                                    String.join(", ", servers)));
        }
        return table;
    }

    /** The columns of a server: a kind of thread each, and what is left. */
    private Map<String, Predicate<String>> shown(String variant) {
        List<String> large = new ArrayList<>(threads(variant));
        double all = cost(variant, _ -> true, _ -> true).mean();
        Set<String> small =
                large.stream()
                        .filter(t -> cost(variant, t::equals, _ -> true).mean() < SMALL * all)
                        .collect(Collectors.toSet());
        large.removeAll(small);
        Map<String, Predicate<String>> shown = new LinkedHashMap<>();
        large.forEach(thread -> shown.put(thread, thread::equals));
        if (!small.isEmpty()) {
            shown.put(REST, small::contains);
        }
        return shown;
    }
}
