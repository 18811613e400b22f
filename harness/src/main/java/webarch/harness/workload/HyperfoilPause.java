package webarch.harness.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A think time as Hyperfoil has them: in whole milliseconds, constant or drawn from an exponential
 * distribution and rounded down. A mean between two of those is a mixture of both.
 *
 * @param share of the think times, 0..1
 * @param millis constant, or parameter of the distribution; 0 for none at all
 */
record HyperfoilPause(double share, int millis, boolean constant) {

    /** Those that stand for {@code think}; their shares add up to 1. */
    static List<HyperfoilPause> of(Think think) {
        double between = think.pageEndProbability();
        List<HyperfoilPause> pauses = new ArrayList<>();
        add(pauses, 1 - between, think.active(), think.fixed());
        add(pauses, between, think.inactive(), think.fixed());
        return pauses;
    }

    private static void add(
            List<HyperfoilPause> pauses, double share, Duration mean, boolean constant) {
        IntToDoubleFunction meanOf = constant ? millis -> millis : HyperfoilPause::roundedDown;
        double millis = mean.toNanos() / 1e6;
        int below = (int) millis;
        while (meanOf.applyAsDouble(below + 1) <= millis) {
            below++;
        }
        while (meanOf.applyAsDouble(below) > millis) {
            below--;
        }
        double less = meanOf.applyAsDouble(below);
        double above = (millis - less) / (meanOf.applyAsDouble(below + 1) - less);
        add(pauses, share * (1 - above), below, constant);
        add(pauses, share * above, below + 1, constant);
    }

    private static void add(
            List<HyperfoilPause> pauses, double share, int millis, boolean constant) {
        if (share > 0) {
            pauses.add(new HyperfoilPause(share, millis, constant));
        }
    }

    /** Mean of an exponential distribution that is rounded down: geometric from 0 on. */
    private static double roundedDown(int mean) {
        return mean == 0 ? 0 : 1 / StrictMath.expm1(1.0 / mean);
    }
}
