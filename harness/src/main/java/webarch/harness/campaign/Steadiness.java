package webarch.harness.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the server's CPU time per reply went in the course of a measured window. */
enum Steadiness {
    FLAT,
    /** It fell, and then stayed. */
    WARMING,
    /** It rose, and then stayed. */
    SLOWING,
    /** It did not come to rest. */
    UNSTEADY;

    /**
     * Of shorter series nothing is said. A finer one would not help a short window: the bounds of
     * {@link ChangePoints} are for values that rest on many requests each, and in two seconds a
     * drift of minutes and a pause of the collector look alike.
     */
    static final int FEWEST_SECONDS = 6;

    /** What is left over at the end of a window is no second. */
    private static final double SHORTEST = 0.5;

    /** Judged from whole seconds of the window; empty when there are too few. */
    static Optional<Steadiness> of(List<Second> seconds) {
        double[] cost =
                IntStream.range(1, seconds.size())
                        .filter(i -> seconds.get(i).phase() == Second.Phase.MEASURED)
                        .filter(i -> seconds.get(i).end() - seconds.get(i - 1).end() >= SHORTEST)
                        .mapToDouble(i -> seconds.get(i).serverCpuSecondsPerReply())
                        .toArray();
        return cost.length < FEWEST_SECONDS ? Optional.empty() : Optional.of(judge(cost));
    }

    /** {@code cost} has a value for every second. */
    static Steadiness judge(double[] cost) {
        for (double value : cost) {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                return UNSTEADY;
            }
        }
        return new ChangePoints(cost).verdict();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
