package webarch.harness.paired;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Intervals for values that come in groups: rounds within launches. Rounds of one launch share its
 * compiled code and its layout in memory, so more of them do not stand in for more launches; the
 * bootstrap draws launches first and then rounds within each.
 *
 * <p>What is estimated is the mean over the launches of their medians, or of another centre: a
 * burst of something else on the machine spoils rounds, not launches. Percentiles of few resampled
 * launches are too narrow, so what the draw of launches contributes to a deviation is spread by
 * √(n/(n−1)) · t(n−1)/z for n launches (T. Hesterberg, "What Teachers Should Know About the
 * Bootstrap", The American Statistician 69(4), 2015). What the draw of rounds contributes is added
 * as it is; launches differ by it too, so the interval errs on the wide side.
 *
 * <p>Every call starts from the seed, so an interval depends on its values alone.
 */
public record HierarchicalBootstrap(long seed, int resamples, Centre centre) {
    /** Fewer launches than this say nothing about how launches differ. */
    public static final int FEWEST_GROUPS = 3;

    private static final double TAIL = 0.025;

    public HierarchicalBootstrap(long seed) {
        this(seed, 10_000);
    }

    HierarchicalBootstrap(long seed, int resamples) {
        this(seed, resamples, Centre.MEDIAN);
    }

    /** An estimate with its 95 % interval; its ends are NaN where there is none. */
    public record Interval(double estimate, double low, double high) {
        /** The interval of the exponential of what was estimated: of a ratio from its logarithm. */
        public Interval exp() {
            return new Interval(Math.exp(estimate), Math.exp(low), Math.exp(high));
        }

        public double halfWidth() {
            return (high - low) / 2;
        }

        public boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    /** At least one group, and none of them empty. */
    public Interval of(double[][] groups) {
        double estimate = Arrays.stream(groups).mapToDouble(centre::of).average().orElseThrow();
        if (groups.length < FEWEST_GROUPS) {
            return new Interval(estimate, Double.NaN, Double.NaN);
        }
        double[] resampled = resampled(groups, estimate);
        Arrays.sort(resampled);
        return new Interval(estimate, quantile(resampled, TAIL), quantile(resampled, 1 - TAIL));
    }

    private double[] resampled(double[][] groups, double estimate) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        double[] centres = Arrays.stream(groups).mapToDouble(centre::of).toArray();
        double spread = spread(groups.length);
        double[] estimates = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double launches = 0;
            double rounds = 0;
            for (int g = 0; g < groups.length; g++) {
                int drawn = random.nextInt(groups.length);
                launches += centres[drawn] - estimate;
                rounds += centre.of(draw(groups[drawn], random)) - centres[drawn];
            }
            estimates[i] = estimate + (spread * launches + rounds) / groups.length;
        }
        return estimates;
    }

    private static double[] draw(double[] values, UniformRandomProvider random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted[(int) Math.round(probability * (sorted.length - 1))];
    }

    private static double spread(int groups) {
        double t = TDistribution.of(groups - 1.0).inverseSurvivalProbability(TAIL);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);
        return Math.sqrt(groups / (groups - 1.0)) * t / z;
    }
}
