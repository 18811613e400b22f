package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.DoubleColumn;
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
        return mean(blocks(category));
    }

    /** The sum over all categories. */
    public Estimate total() {
        return mean(byBlock(profiles.profiled(a), profiles.profiled(b)));
    }

    private Map<Long, Double> blocks(String category) {
        return byBlock(
                profiles.byBlock(a, category, "cpu_us_per_request"),
                profiles.byBlock(b, category, "cpu_us_per_request"));
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
        return Bootstrap.STANDARD.mean(
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * For readers: a row for each category in which either spends something, and one for the sum.
     */
    public Table readable() {
        StringColumn names = StringColumn.create("category");
        StringColumn ofA = StringColumn.create(a);
        StringColumn ofB = StringColumn.create(b);
        StringColumn difference = StringColumn.create(a + " - " + b);
        for (Row row : table()) {
            double costOfA = row.getDouble(a + "_us");
            double costOfB = row.getDouble(b + "_us");
            if (costOfA + costOfB > 0) {
                names.append(row.getString("category"));
                ofA.append(Numbers.rounded(costOfA));
                ofB.append(Numbers.rounded(costOfB));
                difference.append(
                        Numbers.estimate(
                                row.getDouble("difference_us"),
                                row.getDouble("difference_us_low"),
                                row.getDouble("difference_us_high")));
            }
        }
        return Table.create(
                "CPU per request (us), " + profiles.level().label(), names, ofA, ofB, difference);
    }

    /** A row for each category, and one for the sum. */
    public Table table() {
        StringColumn names = StringColumn.create("category");
        DoubleColumn ofA = DoubleColumn.create(a + "_us");
        DoubleColumn ofB = DoubleColumn.create(b + "_us");
        DoubleColumn difference = DoubleColumn.create("difference_us");
        DoubleColumn low = DoubleColumn.create("difference_us_low");
        DoubleColumn high = DoubleColumn.create("difference_us_high");
        List<String> rows = new ArrayList<>(profiles.categories().keySet());
        double sumOfA = 0;
        double sumOfB = 0;
        for (String category : rows) {
            Estimate estimate = of(category);
            names.append(category);
            double costOfA = profiles.cost(a, category).mean();
            double costOfB = profiles.cost(b, category).mean();
            sumOfA += costOfA;
            sumOfB += costOfB;
            ofA.append(costOfA);
            ofB.append(costOfB);
            difference.append(estimate.mean());
            low.append(estimate.low());
            high.append(estimate.high());
        }
        Estimate total = total();
        names.append("sum");
        ofA.append(sumOfA);
        ofB.append(sumOfB);
        difference.append(total.mean());
        low.append(total.low());
        high.append(total.high());
        return Table.create(a + " minus " + b, names, ofA, ofB, difference, low, high);
    }
}
