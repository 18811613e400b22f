package webarch.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Row;

/**
 * Why one server answers more requests per second than another, and how much of that the profiles
 * foretell.
 *
 * <pre>
 *   replies/s = (1 - steal) × (utilisation / (1 - steal)) / (CPU time per reply)
 * </pre>
 *
 * so the logarithm of the ratio of two servers is the sum of three. What the profiles foretell is
 * the difference of CPU time per request, which is held against that of the same processes while
 * nothing sampled them. Against ordinary runs, which are other processes, chance is larger: no two
 * are compiled alike.
 *
 * @param profiles both servers' at the level of load
 * @param a the server over which the other is
 * @param b the other
 */
public record Gap(Profiles profiles, String a, String b) {
    /** Of the difference, what may be left that the profiles do not foretell. */
    public static final double MOST_UNEXPLAINED = 0.1;

    /** One factor of the ratio of replies per second, A over B. */
    public enum Factor {
        CPU_PER_REPLY,
        UTILISATION,
        STEAL;

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

    /** Replies per second of A over those of B, in ordinary runs. */
    public Estimate ratio() {
        return ratio(run -> run.getDouble("replies_per_s"));
    }

    /** That ratio, if nothing but this factor differed. */
    public Estimate ratio(Factor factor) {
        return ratio(factor::of);
    }

    private Estimate ratio(ToDoubleFunction<Row> value) {
        ToDoubleFunction<Row> logarithm = row -> Math.log(value.applyAsDouble(row));
        return Difference.mean(byBlock(logarithm)).exp();
    }

    /** CPU time per request of A minus that of B in µs, in ordinary runs. */
    public Estimate measured() {
        return Difference.mean(measuredByBlock());
    }

    private Map<Long, Double> measuredByBlock() {
        return byBlock(run -> run.getDouble("cpu_us_per_request"));
    }

    /** The same in the processes that were profiled, while nothing sampled them. */
    public Estimate unprofiled() {
        return Difference.mean(unprofiledByBlock());
    }

    private Map<Long, Double> unprofiledByBlock() {
        return Difference.byBlock(profiles.unprofiled(a), profiles.unprofiled(b));
    }

    /** The same as the profiles have it, but for what is there only while somebody samples. */
    public Estimate foretold() {
        return Difference.mean(foretoldByBlock());
    }

    private Map<Long, Double> foretoldByBlock() {
        return Difference.byBlock(profiles.foretold(a), profiles.foretold(b));
    }

    /** That without what either spends for the client, because it is on the same machine. */
    public Estimate foretoldWithoutReceiver() {
        return Difference.mean(
                Difference.byBlock(
                        profiles.foretoldWithoutReceiver(a), profiles.foretoldWithoutReceiver(b)));
    }

    /** What the profiles foretell minus what the same processes showed, in µs. */
    public Estimate residual() {
        return Difference.mean(Difference.byBlock(foretoldByBlock(), unprofiledByBlock()));
    }

    /** What the profiles foretell minus what ordinary runs showed, in µs. */
    public Estimate residualOfRuns() {
        return Difference.mean(Difference.byBlock(foretoldByBlock(), measuredByBlock()));
    }

    /**
     * What the profiles foretell over what the same processes showed: 1 where the categories
     * explain the difference, all of it and no more. Blocks are resampled whole; there is no
     * interval where the servers may not differ at all.
     */
    public Estimate explained() {
        return ratio(foretoldByBlock(), unprofiledByBlock());
    }

    /** What the profiles foretell over what ordinary runs showed. */
    public Estimate explainedOfRuns() {
        return ratio(foretoldByBlock(), measuredByBlock());
    }

    private static Estimate ratio(Map<Long, Double> above, Map<Long, Double> below) {
        List<Long> both = above.keySet().stream().filter(below::containsKey).toList();
        return Bootstrap.STANDARD.ratioOfMeans(
                both.stream().mapToDouble(above::get).toArray(),
                both.stream().mapToDouble(below::get).toArray());
    }

    /** Whether the two may not differ at all while nothing samples them. */
    public boolean mayBeNone() {
        return unprofiled().contains(0);
    }

    /** Whether the residual is at most a tenth of the difference, as far as can be said. */
    public Closes closes() {
        return closes(explained());
    }

    /** The same of {@link #residualOfRuns} and the difference in ordinary runs. */
    public Closes closesOfRuns() {
        return closes(explainedOfRuns());
    }

    private static Closes closes(Estimate explained) {
        if (!explained.hasInterval()) {
            return Closes.UNDECIDED;
        }
        double least = 1 - MOST_UNEXPLAINED;
        double most = 1 + MOST_UNEXPLAINED;
        if (explained.low() >= least && explained.high() <= most) {
            return Closes.YES;
        }
        return explained.low() > most || explained.high() < least ? Closes.NO : Closes.UNDECIDED;
    }

    /** An answer that an interval gives. */
    public enum Closes {
        YES,
        NO,
        UNDECIDED
    }

    /** A minus B in each block that has a valid ordinary run of both. */
    private Map<Long, Double> byBlock(ToDoubleFunction<Row> value) {
        return Difference.byBlock(values(a, value), values(b, value));
    }

    private Map<Long, Double> values(String variant, ToDoubleFunction<Row> value) {
        Map<Long, Double> values = new TreeMap<>();
        for (Row run : profiles.campaign().validRuns()) {
            if (run.getString("variant").equals(variant)
                    && LoadLevel.of(run).equals(profiles.level())) {
                values.put(run.getLong("block"), value.applyAsDouble(run));
            }
        }
        return values;
    }
}
