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

    /**
     * The mean of the values and its 95 % interval; too few values have a mean but no interval.
     * What is never negative has no mean below zero either, though the spread may reach there.
     */
    public Estimate mean(double... values) {
        Estimate mean = signedMean(values);
        boolean bounded = Arrays.stream(values).allMatch(value -> value >= 0);
        return bounded
                ? new Estimate(mean.n(), mean.mean(), Math.max(0, mean.low()), mean.high())
                : mean;
    }

    /**
     * The ratio whose logarithm has these values.
     *
     * @param logarithms natural ones, one a repetition
     */
    public Estimate ratio(double... logarithms) {
        return signedMean(logarithms).exp();
    }

    /**
     * The mean of {@code above} over that of {@code below}, whose values come in pairs, one a
     * repetition; pairs are resampled whole. There is no interval where the mean below may be zero:
     * the ratio may then be anything.
     */
    public Estimate ratioOfMeans(double[] above, double[] below) {
        Estimate ofAbove = signedMean(above);
        Estimate ofBelow = signedMean(below);
        int n = above.length;
        double ratio = ofAbove.mean() / ofBelow.mean();
        if (!ofBelow.hasInterval() || ofBelow.contains(0)) {
            return new Estimate(n, ratio, Double.NaN, Double.NaN);
        }
        double spread = smallSampleFactor(n);
        // From one seed the same repetitions are drawn of both.
        double[] meansAbove = resampledMeans(above, seed);
        double[] meansBelow = resampledMeans(below, seed);
        double[] ratios = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            ratios[i] =
                    (ofAbove.mean() + spread * (meansAbove[i] - ofAbove.mean()))
                            / (ofBelow.mean() + spread * (meansBelow[i] - ofBelow.mean()));
        }
        Arrays.sort(ratios);
        return new Estimate(n, ratio, quantile(ratios, TAIL), quantile(ratios, 1 - TAIL));
    }

    /** The ratio of two means of logarithms, of values that are not paired; all are positive. */
    public Estimate unpairedRatio(double[] above, double[] below) {
        Estimate a = ratio(Arrays.stream(above).map(Math::log).toArray());
        Estimate b = ratio(Arrays.stream(below).map(Math::log).toArray());
        if (!a.hasInterval() || !b.hasInterval()) {
            return new Estimate(
                    Math.min(a.n(), b.n()), a.mean() / b.mean(), Double.NaN, Double.NaN);
        }
        double[] differences = new double[resamples];
        double[] ofA = resampledMeans(Arrays.stream(above).map(Math::log).toArray(), seed);
        double[] ofB = resampledMeans(Arrays.stream(below).map(Math::log).toArray(), seed + 1);
        double meanA = Math.log(a.mean());
        double meanB = Math.log(b.mean());
        for (int i = 0; i < resamples; i++) {
            differences[i] =
                    meanA
                            - meanB
                            + smallSampleFactor(above.length) * (ofA[i] - meanA)
                            - smallSampleFactor(below.length) * (ofB[i] - meanB);
        }
        Arrays.sort(differences);
        return new Estimate(
                        Math.min(above.length, below.length),
                        meanA - meanB,
                        quantile(differences, TAIL),
                        quantile(differences, 1 - TAIL))
                .exp();
    }

    /** The mean of values that may be negative, as differences may, though none of these is. */
    public Estimate signedMean(double... values) {
        int n = values.length;
        if (n == 0) {
            return Estimate.NONE;
        }
        double mean = Arrays.stream(values).sum() / n;
        if (n < Estimate.FEWEST_FOR_INTERVAL) {
            return new Estimate(n, mean, Double.NaN, Double.NaN);
        }
        double[] means = resampledMeans(values, seed);
        Arrays.sort(means);
        double spread = smallSampleFactor(n);
        return new Estimate(
                n,
                mean,
                mean + spread * (quantile(means, TAIL) - mean),
                mean + spread * (quantile(means, 1 - TAIL) - mean));
    }

    private double[] resampledMeans(double[] values, long from) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(from);
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
