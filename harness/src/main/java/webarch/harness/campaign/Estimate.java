package webarch.harness.campaign;

import java.time.Duration;

/**
 * How long runs, or launches, will take: as planned until one has been seen, then as those seen.
 * Owned by the main thread.
 */
public final class Estimate {
    private final Duration planned;
    private Duration spent = Duration.ZERO;
    private int seen;

    /** {@code planned} is how long a run should take, with start and stop of the server. */
    public Estimate(Duration planned) {
        this.planned = planned;
    }

    public void add(Duration run) {
        spent = spent.plus(run);
        seen++;
    }

    public Duration of(int runs) {
        return (seen == 0 ? planned : spent.dividedBy(seen)).multipliedBy(runs);
    }
}
