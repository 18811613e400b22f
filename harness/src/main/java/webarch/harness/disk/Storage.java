package webarch.harness.disk;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the files of a run are and how much of them stays in memory.
 *
 * @param name what the plan calls it; also in the name of the run
 * @param memory empty for all that the machine has
 * @param device what a page that is not in memory costs
 * @param band outside of which a run says nothing about this storage
 */
public record Storage(String name, Optional<Memory> memory, Device device, Band band) {
    /** What eviction and filling take before each run, for estimates made before any was seen. */
    public static final Duration PREPARATION = Duration.ofSeconds(2);
}
