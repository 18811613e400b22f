package webarch.harness.resolution;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The smallest ratio that a plan tells from 1 at a scale, of one metric.
 *
 * @param campaign that compared a server with itself
 * @param plan whose servers are to be compared
 * @param scale at which
 * @param machine in words
 * @param topology where load and server ran
 * @param metric column that is compared
 * @param pairs blocks, or launches, in which both were measured
 * @param ratio of the second to the first, near 1
 * @param deviation standard deviation of the ratio's logarithm over the pairs; NaN in paired mode
 * @param repetitions pairs that the plan itself has
 * @param resolves the ratio; NaN where so few repetitions have no interval
 */
record Resolution(
        String campaign,
        String plan,
        String scale,
        String machine,
        String topology,
        String metric,
        int pairs,
        double ratio,
        double deviation,
        int repetitions,
        double resolves) {

    /** Fewer than this have no interval, in figures and verdicts too. */
    static final int FEWEST_REPETITIONS = 3;

    private static final double TAIL = 0.025;

    /**
     * Half the width of the 95 % interval for the mean of so many logarithms of ratios, as a ratio:
     * exp(t(n−1) · s / √n) for a standard deviation of s, by which the intervals of figures and
     * verdicts are spread too.
     */
    static double of(double deviation, int repetitions) {
        if (repetitions < FEWEST_REPETITIONS) {
            return Double.NaN;
        }
        double t = TDistribution.of(repetitions - 1.0).inverseSurvivalProbability(TAIL);
        return Math.exp(t * deviation / Math.sqrt(repetitions));
    }

    /** Of a sample. */
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
