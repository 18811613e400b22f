package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Why one server answers more requests per second than another, in runs that were watched in no
 * way, and how much of that the profiles foretell.
 *
 * <pre>
 *   replies/s = (1 - steal) × (utilisation / (1 - steal)) / (CPU time per reply)
 * </pre>
 *
 * so the logarithm of the ratio of two servers is the sum of three. What the profiles foretell is
 * the difference of CPU time per request.
 *
 * @param profiles both servers' at the level of load
 * @param a the server over which the other is
 * @param b the other
 */
public record Gap(Profiles profiles, String a, String b) {

    /** One factor of the ratio of replies per second, A over B. */
    public enum Factor {
        CPU_PER_REPLY("CPU time per reply"),
        UTILISATION("utilisation of what was not stolen"),
        STEAL("CPU time not stolen");

        private final String label;

        Factor(String label) {
            this.label = label;
        }

        private double of(Row run) {
            return switch (this) {
                case CPU_PER_REPLY -> 1 / cpu(run);
                case UTILISATION -> utilisation(run) / left(run);
                case STEAL -> left(run);
            };
        }
    }

    private static double cpu(Row run) {
        return run.getDouble("server_cpu_s") / run.getLong("replies");
    }

    private static double utilisation(Row run) {
        return run.getDouble("server_utilisation");
    }

    private static double left(Row run) {
        return 1 - run.getDouble("steal_share");
    }

    /** Replies per second of A over those of B. */
    public Estimate ratio() {
        return ratio(run -> run.getDouble("replies_per_s"));
    }

    /** That ratio, if nothing but this factor differed. */
    public Estimate ratio(Factor factor) {
        return ratio(factor::of);
    }

    private Estimate ratio(ToDoubleFunction<Row> value) {
        Estimate logarithm =
                Bootstrap.STANDARD.mean(byBlock(row -> Math.log(value.applyAsDouble(row))));
        return new Estimate(
                logarithm.n(),
                Math.exp(logarithm.mean()),
                Math.exp(logarithm.low()),
                Math.exp(logarithm.high()));
    }

    /** CPU time per request of A minus that of B in µs, without a profiler. */
    public Estimate measured() {
        return Bootstrap.STANDARD.mean(byBlock(run -> run.getDouble("cpu_us_per_request")));
    }

    /** The same as the profiles have it. */
    public Estimate foretold() {
        return new Difference(profiles, a, b).total();
    }

    /** What the profiles foretell wrongly, over the measured difference. */
    public double residual() {
        return Math.abs(foretold().mean() - measured().mean()) / Math.abs(measured().mean());
    }

    /** A minus B in each block that has a valid ordinary run of both. */
    private double[] byBlock(ToDoubleFunction<Row> value) {
        Map<Long, Double> ofA = values(a, value);
        Map<Long, Double> ofB = values(b, value);
        List<Double> differences = new ArrayList<>();
        ofA.forEach(
                (block, number) -> {
                    if (ofB.containsKey(block)) {
                        differences.add(number - ofB.get(block));
                    }
                });
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Map<Long, Double> values(String variant, ToDoubleFunction<Row> value) {
        Map<Long, Double> values = new TreeMap<>();
        for (Row run : profiles.campaign().validRuns()) {
            if (run.getString("variant").equals(variant)
                    && run.getString("observation").isEmpty()
                    && LoadLevel.of(run).equals(profiles.level())) {
                values.put(run.getLong("block"), value.applyAsDouble(run));
            }
        }
        return values;
    }

    /** Each factor, their product, and what the profiles foretell. */
    public Table table() {
        StringColumn what = StringColumn.create("what");
        StringColumn value = StringColumn.create(a + " over " + b);
        what.append("replies per second");
        value.append(text(ratio()));
        for (Factor factor : Factor.values()) {
            what.append("by " + factor.label);
            value.append(text(ratio(factor)));
        }
        what.append("CPU per request, " + a + " minus " + b + " (us)");
        value.append(text(measured()));
        what.append("the same by the profiles (us)");
        value.append(text(foretold()));
        what.append("residual");
        value.append(Numbers.percent(residual()));
        return Table.create("gap", what, value);
    }

    private static String text(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }
}
