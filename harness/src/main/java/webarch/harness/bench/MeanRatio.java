package webarch.harness.bench;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio of two means of independent samples with its joint 95 % interval: the difference of the
 * logarithms' means with Welch's t (B. L. Welch, "The generalization of 'Student's' problem when
 * several different population variances are involved", Biometrika 34, 1947). The interval's ends
 * are NaN with fewer than two values on a side.
 */
record MeanRatio(double ratio, double low, double high) {
    private static final double TAIL = 0.025;

    static MeanRatio of(List<Double> values, List<Double> others) {
        double[] a = logs(values);
        double[] b = logs(others);
        double difference = mean(a) - mean(b);
        if (a.length < 2 || b.length < 2) {
            return new MeanRatio(Math.exp(difference), Double.NaN, Double.NaN);
        }
        double u = variance(a) / a.length;
        double v = variance(b) / b.length;
        double half = 0;
        if (u + v > 0) {
            double freedom = (u + v) * (u + v) / (u * u / (a.length - 1) + v * v / (b.length - 1));
            half = TDistribution.of(freedom).inverseSurvivalProbability(TAIL) * Math.sqrt(u + v);
        }
        return new MeanRatio(
                Math.exp(difference), Math.exp(difference - half), Math.exp(difference + half));
    }

    boolean containsOne() {
        return low <= 1 && high >= 1;
    }

    private static double[] logs(List<Double> values) {
        return values.stream().mapToDouble(Math::log).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }
}
