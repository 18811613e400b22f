package webarch.harness.plan;

import java.time.Duration;
import java.util.List;

/**
 * How much of a plan is run: the same experiment as a smoke test, quickly or in full.
 *
 * @param name {@code smoke}, {@code quick} or {@code full}
 * @param repetitions blocks, each with every run of the plan once in a fresh server process
 * @param warmup shortest time under load before the measured window opens
 * @param warmupRequests replies that the server process must have behind it as well, because
 *     compilation follows work and not time
 * @param duration length of the measured window
 * @param directories directories of the file set, or 0 for as many as the workload says
 * @param levels of load
 */
public record Scale(
        String name,
        int repetitions,
        Duration warmup,
        long warmupRequests,
        Duration duration,
        int directories,
        List<Level> levels) {

    public static final List<String> NAMES = List.of("smoke", "quick", "full");

    /** The warm-up is given up after so many times its shortest time. */
    private static final int PATIENCE = 10;

    /** How long a run is under load if the warm-up needs no more than its shortest time. */
    public Duration loadTime() {
        return warmup.plus(duration);
    }

    public Duration warmupLimit() {
        return warmup.multipliedBy(PATIENCE);
    }
}
