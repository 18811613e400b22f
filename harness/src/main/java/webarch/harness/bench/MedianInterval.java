package webarch.harness.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median and its 95 % interval from the order of the values alone: how many of n values lie below
 * the true median is binomial with p = 1/2 (W. R. Thompson, "On Confidence Ranges for the Median",
 * Annals of Mathematical Statistics 7(3), 1936). The ends are NaN for fewer than six values.
 */
record MedianInterval(double median, double low, double high) {
    private static final double TAIL = 0.025;

    static <T> MedianInterval of(List<T> of, ToDoubleFunction<T> value) {
        double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
        double median = Median.withDefaults().withCopy(true).evaluate(sorted);
        BinomialDistribution below = BinomialDistribution.of(sorted.length, 0.5);
        // The largest rank that the true median is below with a probability of at most the tail.
        int rank = -1;
        while (below.cumulativeProbability(rank + 1) <= TAIL) {
            rank++;
        }
        return rank < 0
                ? new MedianInterval(median, Double.NaN, Double.NaN)
                : new MedianInterval(median, sorted[rank], sorted[sorted.length - 1 - rank]);
    }
}
