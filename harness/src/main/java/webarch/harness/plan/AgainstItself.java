package webarch.harness.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan turned into a comparison of a server with itself (A/A): its first server twice, under its
 * first workload and the middle one of its levels and storages. What comes out is no difference
 * between servers, and so it tells how large a difference must be to be one.
 */
final class AgainstItself {
    /** Of pairs of runs; that many give their spread within about a quarter. */
    static final int BLOCKS = 8;

    private final Plan plan;
    private final Scale scale;

    AgainstItself(Plan plan, Scale scale) {
        this.plan = plan;
        this.scale = scale;
    }

    /** Has this scale only. */
    Plan plan() {
        Subject first = plan.variants(scale).getFirst();
        return new Plan(
                plan.name() + Plan.AGAINST_ITSELF,
                "How far apart two runs of the same server are: " + plan.description(),
                plan.mode(),
                plan.workloads().subList(0, 1),
                plan.session(),
                plan.seed(),
                plan.topology(),
                plan.timeout(),
                plan.draining(),
                plan.transport(),
                List.of(named(first, first.name()), named(first, first.name() + "-again")),
                List.of(Observation.THROUGHPUT),
                Map.of(),
                plan.serverCpus().stream().limit(1).toList(),
                plan.peakClients(),
                List.of(),
                Map.of(scale.name(), scale()));
    }

    private static Subject named(Subject subject, String name) {
        return new Subject(
                name, subject.server(), subject.arguments(), subject.command(), Map.of());
    }

    /** Of two levels the one with more load; of two storages the first, for it is delayed. */
    private Scale scale() {
        int upper = scale.levels().size() / 2;
        int lower = (scale.storages().size() - 1) / 2;
        return new Scale(
                scale.name(),
                plan.mode() == Mode.PAIRED ? scale.repetitions() : BLOCKS,
                scale.rounds(),
                scale.warmup(),
                scale.warmupRequests(),
                scale.duration(),
                scale.directories(),
                scale.levels().subList(upper, upper + 1),
                scale.storages().stream().skip(lower).limit(1).toList(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Map.of());
    }
}
