package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * A series cut into segments in which it is level, and what they say about it.
 *
 * <p>The verdict follows Barrett, Bolz-Tereick, Killick, Mount and Tratt, "Virtual Machine Warmup
 * Blows Hot and Cold" (OOPSLA 2017): segments by changes of the mean; flat when all are alike,
 * warming when the last one is the lowest, slowing when it is not, unsteady when it is less than a
 * quarter of the series. Segments are alike within 2 %, and the last one has to have a coefficient
 * of variation of at most 5 %, of the size that Georges, Buytaert and Eeckhout, "Statistically
 * Rigorous Java Performance Evaluation" (OOPSLA 2007), ask of a steady state, with room for seconds
 * being shorter than their iterations.
 *
 * <p>The cut is the optimal partition by squared deviations of logarithms (Killick, Fearnhead and
 * Eckley, JASA 107, 2012, without the pruning that long series need) with a penalty of 4 log n for
 * a cut, in units of the noise, which the differences of neighbours tell (a drift hardly adds to
 * them).
 */
final class ChangePoints {
    private static final double ALIKE = 0.02;
    private static final double STEADY_VARIATION = 0.05;
    private static final double LAST_SHARE = 0.25;
    private static final double PENALTY = 4;

    /** A single outlier is no segment. */
    private static final int SHORTEST = 2;

    /** The finest that a second of CPU time tells; without it a series could have no noise. */
    private static final double LEAST_NOISE = 0.005;

    /** From the absolute median of a normal difference of two values to the deviation of one. */
    private static final double TO_DEVIATION = 1 / (0.6745 * Math.sqrt(2));

    private final double[] logs;
    private final double[] sums;
    private final double[] squares;

    /** {@code series} has at least two values, all positive. */
    ChangePoints(double[] series) {
        logs = Arrays.stream(series).map(Math::log).toArray();
        sums = new double[logs.length + 1];
        squares = new double[logs.length + 1];
        for (int i = 0; i < logs.length; i++) {
            sums[i + 1] = sums[i] + logs[i];
            squares[i + 1] = squares[i] + logs[i] * logs[i];
        }
    }

    Steadiness verdict() {
        List<Integer> starts = starts();
        int last = starts.getLast();
        double level = mean(last, logs.length);
        if (logs.length - last < LAST_SHARE * logs.length
                || Math.sqrt(deviation(last, logs.length) / (logs.length - last))
                        > STEADY_VARIATION) {
            return Steadiness.UNSTEADY;
        }
        double lowest = level;
        double highest = level;
        for (int i = 0; i < starts.size() - 1; i++) {
            double mean = mean(starts.get(i), starts.get(i + 1));
            lowest = Math.min(lowest, mean);
            highest = Math.max(highest, mean);
        }
        if (level - lowest > ALIKE) {
            return Steadiness.SLOWING;
        }
        return highest - level > ALIKE ? Steadiness.WARMING : Steadiness.FLAT;
    }

    /** Where each segment begins, the first at 0. */
    List<Integer> starts() {
        int n = logs.length;
        double noise = noise();
        double penalty = PENALTY * Math.log(n) * noise * noise;
        double[] best = new double[n + 1];
        int[] cut = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = -penalty;
        for (int end = SHORTEST; end <= n; end++) {
            for (int start = 0; start <= end - SHORTEST; start++) {
                double cost = best[start] + deviation(start, end) + penalty;
                if (cost < best[end]) {
                    best[end] = cost;
                    cut[end] = start;
                }
            }
        }
        List<Integer> starts = new ArrayList<>();
        for (int end = n; end > 0; end = cut[end]) {
            starts.addFirst(cut[end]);
        }
        return starts;
    }

    private double noise() {
        double[] steps = new double[logs.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(logs[i + 1] - logs[i]);
        }
        return Math.max(LEAST_NOISE, TO_DEVIATION * Median.withDefaults().evaluate(steps));
    }

    private double mean(int from, int to) {
        return (sums[to] - sums[from]) / (to - from);
    }

    /** Sum of squared deviations from the mean. */
    private double deviation(int from, int to) {
        double sum = sums[to] - sums[from];
        return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
    }
}
