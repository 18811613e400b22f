package webarch.harness.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", AISTATS 2016): all candidates get a short look, the better half a
 * longer one, and so on until few are left. A candidate is judged by the median of all its looks.
 * Owned by one thread.
 *
 * @param <T> a candidate
 */
final class Halving<T> {
    /** Looks at a candidate; answers what it costs, less being better. */
    @FunctionalInterface
    interface Look<T, E extends Exception> {
        double at(T candidate, int rung, int position) throws E;
    }

    private final List<T> candidates;
    private final int finalists;
    private final Map<T, List<Double>> costs = new HashMap<>();

    Halving(List<T> candidates, int finalists) {
        this.candidates = List.copyOf(candidates);
        this.finalists = finalists;
    }

    /** How many candidates each rung looks at. */
    static List<Integer> rungs(int candidates, int finalists) {
        List<Integer> sizes = new ArrayList<>();
        for (int left = candidates; left > finalists; left = half(left, finalists)) {
            sizes.add(left);
        }
        return sizes;
    }

    private static int half(int left, int finalists) {
        return Math.max(finalists, (left + 1) / 2);
    }

    /** The candidates that are left, the best first. Those that fail are out at once. */
    <E extends Exception> List<T> run(Look<T, E> look) throws E {
        List<T> left = candidates;
        int rung = 0;
        while (left.size() > finalists) {
            rung++;
            int position = 0;
            for (T candidate : left) {
                double cost = look.at(candidate, rung, ++position);
                costs.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(cost);
            }
            List<T> ranked = new ArrayList<>(left);
            ranked.removeIf(candidate -> !Double.isFinite(cost(candidate)));
            ranked.sort(Comparator.comparingDouble(this::cost));
            left = ranked.subList(0, Math.min(ranked.size(), half(left.size(), finalists)));
        }
        return List.copyOf(left);
    }

    private double cost(T candidate) {
        List<Double> own = costs.get(candidate);
        return own.stream().allMatch(Double::isFinite)
                ? Median.withDefaults()
                        .evaluate(own.stream().mapToDouble(Double::doubleValue).toArray())
                : Double.POSITIVE_INFINITY;
    }
}
