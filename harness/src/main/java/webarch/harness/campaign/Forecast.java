package webarch.harness.campaign;

import java.time.Duration;
import java.util.List;
import webarch.harness.disk.Storage;
import webarch.harness.measure.ServerProcess;
import webarch.harness.plan.Mode;
import webarch.harness.plan.Observation;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Subject;

/**
 * How long a plan takes at a scale: what it says, and for warm-ups that go by requests a rate that
 * a slow machine with one CPU reaches.
 */
public final class Forecast {
    private static final double REPLIES_PER_SECOND = 20_000;

    /** Of a single client, which waits for each reply. */
    private static final double REPLIES_PER_SECOND_AND_CLIENT = 5_000;

    private final Plan plan;
    private final Scale scale;

    public Forecast(Plan plan, Scale scale) {
        this.plan = plan;
        this.scale = scale;
    }

    /** Of all runs, or launches. */
    public Duration total() {
        if (plan.mode() == Mode.PAIRED) {
            return launch().multipliedBy((long) scale.repetitions() * scale.levels().size());
        }
        return sum(plan.runs(scale)).plus(sum(plan.peaks(scale)));
    }

    /** Of one launch of a plan in paired mode, with the turns of all servers. */
    public Duration launch() {
        return plan.variants(scale).stream().map(this::turns).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration turns(Subject subject) {
        long requests = scale.warmupRequests() * subject.processes();
        return ServerProcess.START_AND_STOP
                .plus(longer(scale.warmup(), warmup(requests, plan.peakClients())))
                .plus(scale.duration().multipliedBy(scale.rounds()));
    }

    private Duration sum(List<PlannedRun> runs) {
        return runs.stream().map(this::of).reduce(Duration.ZERO, Duration::plus);
    }

    /** Of one run, with start and stop of its server. */
    public Duration of(PlannedRun run) {
        Scale warm = scale.of(run);
        Duration loaded =
                run.level().isOpen()
                        ? warmup(warm.warmupRequests(), plan.peakClients()).plus(warm.warmup())
                        : longer(warm.warmup(), warmup(warm.warmupRequests(), run.connections()));
        Duration all = ServerProcess.START_AND_STOP.plus(loaded).plus(scale.duration());
        if (run.observation() == Observation.PROFILE) {
            // Half before the profile and half after, nothing samples; then threads are sampled.
            all = all.plus(scale.duration().multipliedBy(3).dividedBy(2));
        }
        return run.storage().isPresent() ? all.plus(Storage.PREPARATION) : all;
    }

    private static Duration warmup(long requests, int clients) {
        double rate = Math.min(REPLIES_PER_SECOND, clients * REPLIES_PER_SECOND_AND_CLIENT);
        return Duration.ofMillis((long) (1e3 * requests / rate));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
