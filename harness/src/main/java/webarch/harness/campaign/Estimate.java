package webarch.harness.campaign;

import java.time.Duration;
import webarch.harness.measure.ServerProcess;

/**
 * How long runs will take: as planned until one has been seen, then as those seen. Owned by the
 * main thread.
 */
public final class Estimate {
    private final Duration planned;
    private Duration spent = Duration.ZERO;
    private int seen;

    /** {@code loadTime} is how long a run is under load. */
    public Estimate(Duration loadTime) {
        planned = loadTime.plus(ServerProcess.START_AND_STOP);
    }

    void add(Duration run) {
        spent = spent.plus(run);
        seen++;
    }

    public Duration of(int runs) {
        return (seen == 0 ? planned : spent.dividedBy(seen)).multipliedBy(runs);
    }
}
