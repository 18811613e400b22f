package webarch.harness.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import webarch.harness.disk.Storage;

/**
 * How much of a plan is run: the same experiment as a smoke test, quickly or in full.
 *
 * @param name {@code smoke}, {@code quick} or {@code full}
 * @param repetitions blocks, each with every run of the plan once in a fresh server process; in
 *     paired mode, launches
 * @param rounds in paired mode, turns of each server in a launch; 0 else
 * @param warmup shortest time under load before the measured window opens
 * @param warmupRequests replies that each server process must have behind it as well, in the mean
 *     over the processes of a server, because compilation follows work and not time
 * @param duration length of the measured window; in paired mode, of a turn
 * @param directories directories of the file set, or 0 for as many as the workload says
 * @param levels of load
 * @param subjects names of the servers; empty for all of the plan
 * @param factors levels in place of the plan's
 * @param storages each crossed with subjects and levels; empty for files in memory, as they come
 * @param profiling the warm-up of profiled runs; empty for that of all others
 * @param warmupRequestsOf by name of the server, {@code warmupRequests} of those that need more
 */
public record Scale(
        String name,
        int repetitions,
        int rounds,
        Duration warmup,
        long warmupRequests,
        Duration duration,
        int directories,
        List<Level> levels,
        List<Storage> storages,
        Set<String> subjects,
        Map<String, List<String>> factors,
        Optional<Warmup> profiling,
        Map<String, Long> warmupRequestsOf) {

    /**
     * What a server has behind it when the measured window opens.
     *
     * @param time under load
     * @param requests replies
     */
    public record Warmup(Duration time, long requests) {}

    public static final List<String> NAMES = List.of("smoke", "quick", "full");

    /** The warm-up is given up after so many times the time it should take. */
    private static final int PATIENCE = 10;

    /** What it should take by its requests. */
    private static final double SLOW_REPLIES_PER_SECOND = 10_000;

    /**
     * How long a run is under load, and prepared for it, if the warm-up needs no more than its
     * shortest time.
     */
    public Duration loadTime() {
        Duration loaded = warmup.plus(duration);
        return storages.isEmpty() ? loaded : loaded.plus(Storage.PREPARATION);
    }

    /** The same with the warm-up of this run: of all its server processes together. */
    public Scale of(PlannedRun run) {
        Scale each = of(run.observation());
        Subject subject = run.subject();
        long requests =
                Math.max(each.warmupRequests, warmupRequestsOf.getOrDefault(subject.name(), 0L));
        return each.warmedUp(each.warmup, Math.multiplyExact(requests, subject.processes()));
    }

    /** The same with the warm-up of runs that are looked at in this way. */
    Scale of(Observation observation) {
        return observation != Observation.PROFILE || profiling.isEmpty()
                ? this
                : warmedUp(profiling.get().time, profiling.get().requests);
    }

    private Scale warmedUp(Duration time, long requests) {
        return with(time, requests, storages);
    }

    /** Only with these. */
    public Scale withStorages(List<Storage> others) {
        return with(warmup, warmupRequests, others);
    }

    private Scale with(Duration time, long requests, List<Storage> others) {
        return new Scale(
                name,
                repetitions,
                rounds,
                time,
                requests,
                duration,
                directories,
                levels,
                others,
                subjects,
                factors,
                profiling,
                warmupRequestsOf);
    }

    public Duration warmupLimit() {
        long byRequests = (long) (1e9 * warmupRequests / SLOW_REPLIES_PER_SECOND);
        return warmup.plusNanos(byRequests).multipliedBy(PATIENCE);
    }
}
