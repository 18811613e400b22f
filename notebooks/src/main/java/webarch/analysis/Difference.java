package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What one server spends more than another, by category: profiles of the same block are compared,
 * and the interval is that of the mean difference.
 *
 * @param profiles both servers' at one level of load
 * @param a the server from which is subtracted
 * @param b the server that is subtracted
 */
public record Difference(Profiles profiles, String a, String b) {

    /** Refuses a server of which there is no sound profile. */
    public Difference {
        for (String variant : List.of(a, b)) {
            if (!profiles.soundVariants().contains(variant)) {
                throw new UsageException(
                        "%s: no sound profile of %s; there are %s"
                                .formatted(
                                        profiles.campaign().folder().resolve(Profiles.FILE),
                                        variant,
                                        String.join(", ", profiles.soundVariants())));
            }
        }
    }

    /** A minus B in µs of CPU time per request. */
    public Estimate of(String category) {
        return mean(byBlock(profiles.profiled(a, category), profiles.profiled(b, category)));
    }

    /** The same without what either spends for the client, because it is on the same machine. */
    public Estimate withoutReceiver(String category) {
        return mean(byBlock(withoutReceiver(a, category), withoutReceiver(b, category)));
    }

    private Map<Long, Double> withoutReceiver(String variant, String category) {
        return byBlock(profiles.profiled(variant, category), profiles.receiver(variant, category));
    }

    /** The sum over all categories. */
    public Estimate total() {
        return mean(byBlock(profiles.profiled(a), profiles.profiled(b)));
    }

    /** That sum without what either spends for the client. */
    public Estimate totalWithoutReceiver() {
        return mean(
                byBlock(
                        byBlock(profiles.profiled(a), profiles.receiver(a)),
                        byBlock(profiles.profiled(b), profiles.receiver(b))));
    }

    /** A minus B in each block that has both. */
    static Map<Long, Double> byBlock(Map<Long, Double> ofA, Map<Long, Double> ofB) {
        Map<Long, Double> differences = new TreeMap<>();
        ofA.forEach(
                (block, value) -> {
                    if (ofB.containsKey(block)) {
                        differences.put(block, value - ofB.get(block));
                    }
                });
        return differences;
    }

    static Estimate mean(Map<Long, Double> values) {
        return Bootstrap.STANDARD.signedMean(
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * For readers: a row for each category in which either spends something; the sum; how much of
     * it was sampled late; and what the profiles foretell of servers that nobody samples.
     */
    public Table readable() {
        StringColumn names = StringColumn.create("category");
        StringColumn ofA = StringColumn.create(a);
        StringColumn ofB = StringColumn.create(b);
        StringColumn difference = StringColumn.create(a + " - " + b);
        StringColumn without = StringColumn.create("without the client's part");
        for (Row row : table()) {
            double costOfA = row.getDouble(a + "_us");
            double costOfB = row.getDouble(b + "_us");
            if (spent(costOfA) || spent(costOfB)) {
                names.append(row.getString("category"));
                ofA.append(Numbers.rounded(costOfA));
                ofB.append(Numbers.rounded(costOfB));
                difference.append(text(row, "difference_us"));
                without.append(text(row, "without_receiver_us"));
            }
        }
        Table table =
                Table.create(
                        "CPU per request (us), " + profiles.level().label(),
                        names,
                        ofA,
                        ofB,
                        difference,
                        without);
        add(table, Profiles.SKID, profiles.skid(a), profiles.skid(b));
        add(table, Profiles.FORETOLD, profiles.foretold(a), profiles.foretold(b));
        return table;
    }

    private static boolean spent(double cost) {
        return !Double.isNaN(cost) && cost != 0;
    }

    private static String text(Row row, String column) {
        return Numbers.estimate(
                row.getDouble(column),
                row.getDouble(column + "_low"),
                row.getDouble(column + "_high"));
    }

    private static void add(
            Table table, String name, Map<Long, Double> ofA, Map<Long, Double> ofB) {
        table.stringColumn(0).append(name);
        table.stringColumn(1).append(Numbers.rounded(mean(ofA).mean()));
        table.stringColumn(2).append(Numbers.rounded(mean(ofB).mean()));
        table.stringColumn(3).append(mean(byBlock(ofA, ofB)).text());
        table.stringColumn(4).append("");
    }

    private record Line(
            String category,
            Estimate ofA,
            Estimate ofB,
            Estimate difference,
            Estimate withoutReceiver) {}

    /** A row for each category, and one for the sum. */
    public Table table() {
        List<Line> lines = new ArrayList<>();
        for (String category : profiles.categories().keySet()) {
            lines.add(
                    new Line(
                            category,
                            profiles.cost(a, category),
                            profiles.cost(b, category),
                            of(category),
                            withoutReceiver(category)));
        }
        lines.add(
                new Line(
                        Profiles.SUM,
                        profiles.cost(a),
                        profiles.cost(b),
                        total(),
                        totalWithoutReceiver()));
        Columns<Line> columns = new Columns<>(lines);
        Table table =
                Table.create(
                        a + " minus " + b,
                        columns.text("category", Line::category),
                        columns.numbers(a + "_us", line -> line.ofA.mean()),
                        columns.numbers(b + "_us", line -> line.ofB.mean()));
        columns.add(table, "difference_us", Line::difference);
        columns.add(table, "without_receiver_us", Line::withoutReceiver);
        return table;
    }

    /**
     * For readers: what servers spend beyond the first of them, a row for each category, a column
     * for each server; one without a sound profile has none.
     */
    public static Table beyondFirst(Profiles profiles, List<String> servers) {
        String first = servers.getFirst();
        List<Difference> differences =
                servers.stream()
                        .skip(1)
                        .filter(profiles.soundVariants()::contains)
                        .map(server -> new Difference(profiles, server, first))
                        .toList();
        if (differences.isEmpty()) {
            throw new UsageException(
                    "%s: no sound profile of %s"
                            .formatted(
                                    profiles.campaign().folder().resolve(Profiles.FILE),
                                    String.join(", ", servers.subList(1, servers.size()))));
        }
        List<String> names = List.copyOf(profiles.categories().keySet());
        Table table = Table.create("CPU per request (us), " + profiles.level().label());
        table.addColumns(StringColumn.create("category", names).append(Profiles.SUM));
        for (Difference difference : differences) {
            StringColumn cells = StringColumn.create(difference.a + " - " + first);
            names.forEach(name -> cells.append(difference.of(name).text()));
            table.addColumns(cells.append(difference.total().text()));
        }
        return table;
    }
}
