package webarch.harness.plan;

import webarch.harness.UsageException;
import webarch.harness.load.Draining;
import webarch.harness.yaml.Nearest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An experiment: subjects crossed with levels of load and with the levels of further factors.
 *
 * @param name machine identifier
 * @param description for people
 * @param workload name of a shipped workload or path of one
 * @param seed from which file set, request log, order of runs and environment padding follow
 * @param topology empty for what the machine can do best
 * @param timeout after which a client gives a request up
 * @param draining how fast clients read
 * @param subjects the servers compared
 * @param factors server options varied in every subject, with their levels
 * @param constraints what is left out of the combinations
 * @param scales by name
 */
public record Plan(
        String name,
        String description,
        String workload,
        long seed,
        Optional<Topology> topology,
        Duration timeout,
        Draining draining,
        List<Subject> subjects,
        Map<String, List<String>> factors,
        List<Constraint> constraints,
        Map<String, Scale> scales) {

    public Plan withSeed(long other) {
        return with(other, subjects);
    }

    private Plan with(long otherSeed, List<Subject> otherSubjects) {
        return new Plan(
                name,
                description,
                workload,
                otherSeed,
                topology,
                timeout,
                draining,
                otherSubjects,
                factors,
                constraints,
                scales);
    }

    /** Only the subjects of these names, in the order of the plan. */
    public Plan withSubjects(List<String> names) {
        Map<String, Subject> known =
                subjects.stream().collect(Collectors.toMap(Subject::name, Function.identity()));
        for (String wanted : names) {
            if (!known.containsKey(wanted)) {
                throw new UsageException(
                        "--servers: plan "
                                + name
                                + " has no `"
                                + wanted
                                + "`"
                                + Nearest.hint(wanted, known.keySet()));
            }
        }
        List<Subject> chosen =
                subjects.stream()
                        .filter(subject -> Set.copyOf(names).contains(subject.name()))
                        .toList();
        return with(seed, chosen);
    }

    public Scale scale(String wanted) {
        Scale scale = scales.get(wanted);
        if (scale == null) {
            throw new UsageException(
                    "--scale: plan "
                            + name
                            + " has no `"
                            + wanted
                            + "`"
                            + Nearest.hint(wanted, scales.keySet()));
        }
        return scale;
    }

    /** All runs in the order of execution; the same for the same plan, scale and seed. */
    public List<PlannedRun> runs(Scale scale) {
        return new Expansion(this, scale).runs();
    }
}
