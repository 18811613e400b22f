package webarch.harness.campaign;

import java.time.Duration;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;

/** How long the rest takes: the plan's times, corrected by the runs seen so far. */
final class Estimate {
    private final Duration planned;
    private Duration spent = Duration.ZERO;
    private int seen;

    Estimate(Scale scale) {
        planned = PlannedRun.loadTime(scale).plus(PlannedRun.OVERHEAD);
    }

    void add(Duration run) {
        spent = spent.plus(run);
        seen++;
    }

    Duration of(int runs) {
        return (seen == 0 ? planned : spent.dividedBy(seen)).multipliedBy(runs);
    }
}
