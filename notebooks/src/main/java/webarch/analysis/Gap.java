package webarch.analysis;

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
        return Difference.mean(byBlock(run -> run.getDouble("cpu_us_per_request")));
    }

    /** The same in the processes that were profiled, before the sampler began and after its end. */
    public Estimate unprofiled() {
        return Difference.mean(unprofiledByBlock());
    }

    private Map<Long, Double> unprofiledByBlock() {
        return Difference.byBlock(profiles.unprofiled(a), profiles.unprofiled(b));
    }

    /** The same as the profiles have it. */
    public Estimate foretold() {
        return new Difference(profiles, a, b).total();
    }

    /** What the profiles foretell minus what the same processes showed, in µs. */
    public Estimate residual() {
        return Difference.mean(
                Difference.byBlock(
                        Difference.byBlock(profiles.profiled(a), profiles.profiled(b)),
                        unprofiledByBlock()));
    }

    /**
     * What the profiles foretell over what the same processes showed: 1 where the categories
     * explain the difference, all of it and no more. The interval is that of the residual.
     */
    public Estimate explained() {
        double gap = unprofiled().mean();
        Estimate residual = residual();
        double one = 1 + residual.low() / gap;
        double other = 1 + residual.high() / gap;
        return new Estimate(
                residual.n(),
                1 + residual.mean() / gap,
                Math.min(one, other),
                Math.max(one, other));
    }

    /** Whether the residual is at most a tenth of the difference, as far as can be said. */
    public Closes closes() {
        Estimate explained = explained();
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
