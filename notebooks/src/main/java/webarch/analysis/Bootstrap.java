package webarch.analysis;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bootstrap intervals for the mean of independent values, one value a server process.
 *
 * <p>Percentile intervals of few values are too narrow: three values resampled never leave their
 * range, which covers the true mean three times in four. The resampled means are therefore spread
 * about the sample mean by √(n/(n−1)), which undoes the bias of the resampled variance, and by
 * t(n−1)/z, which allows for not knowing it (T. Hesterberg, "What Teachers Should Know About the
 * Bootstrap", The American Statistician 69(4), 2015, where the same two corrections widen the
 * percentiles instead; that has no effect once the resamples' range is exhausted, as it is with
 * three values).
 *
 * <p>Each call starts from the seed, so an interval depends on its values alone and not on what was
 * computed before it.
 *
 * @param seed of the resampling
 * @param resamples how many; more make the ends of the interval depend less on the seed
 */
public record Bootstrap(long seed, int resamples) {
    private static final double TAIL = 0.025;

    /** What every figure and table uses. */
    public static final Bootstrap STANDARD = new Bootstrap(2007, 10_000);

    /** The mean of the values and its 95 % interval; too few values have a mean but no interval. */
    public Estimate mean(double... values) {
        int n = values.length;
        if (n == 0) {
            return Estimate.NONE;
        }
        double mean = Arrays.stream(values).sum() / n;
        if (n < Estimate.FEWEST_FOR_INTERVAL) {
            return new Estimate(n, mean, Double.NaN, Double.NaN);
        }
        double[] means = resampledMeans(values);
        Arrays.sort(means);
        double spread = smallSampleFactor(n);
        return new Estimate(
                n,
                mean,
                Math.max(floor(values), mean + spread * (quantile(means, TAIL) - mean)),
                mean + spread * (quantile(means, 1 - TAIL) - mean));
    }

    /** The spread may reach below zero; what is never negative has no mean there either. */
    private static double floor(double[] values) {
        return Arrays.stream(values).allMatch(value -> value >= 0) ? 0 : Double.NEGATIVE_INFINITY;
    }

    private double[] resampledMeans(double[] values) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        return means;
    }

    private static double smallSampleFactor(int n) {
        double t = TDistribution.of(n - 1).inverseSurvivalProbability(TAIL);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);
        return t / z * Math.sqrt((double) n / (n - 1));
    }

    /** Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
    private static double quantile(double[] sorted, double probability) {
        double rank = probability * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
