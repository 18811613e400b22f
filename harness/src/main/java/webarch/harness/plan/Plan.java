package webarch.harness.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import webarch.harness.SkippedException;
import webarch.harness.UsageException;
import webarch.harness.load.Draining;
import webarch.harness.load.Transport;
import webarch.harness.workload.Session;
import webarch.harness.yaml.Nearest;

/**
 * An experiment: subjects crossed with levels of load and with the levels of further factors.
 *
 * @param name machine identifier
 * @param description for people
 * @param mode how the servers are compared
 * @param workloads names of shipped workloads or paths of others
 * @param session in place of the workloads' own; empty for those
 * @param seed from which file set, request log, order of runs and environment padding follow
 * @param topology empty for what the machine can do best
 * @param timeout after which a client gives a request up
 * @param draining how fast clients read
 * @param transport of the load
 * @param subjects the servers compared
 * @param observations what is looked at; every condition has a run for each
 * @param factors server options varied in every subject, with their levels
 * @param serverCpus numbers of CPUs that the server is given, {@link #ALL_CPUS} for as many as
 *     there can be; empty for what the machine can do best
 * @param peakClients in the closed loop by which peaks are found
 * @param constraints what is left out of the combinations
 * @param scales by name
 */
public record Plan(
        String name,
        String description,
        Mode mode,
        List<String> workloads,
        Optional<Session> session,
        long seed,
        Optional<Topology> topology,
        Duration timeout,
        Draining draining,
        Transport transport,
        List<Subject> subjects,
        List<Observation> observations,
        Map<String, List<String>> factors,
        List<Integer> serverCpus,
        int peakClients,
        List<Constraint> constraints,
        Map<String, Scale> scales) {

    /** Among the numbers of server CPUs: as many as there can be. */
    static final int ALL_CPUS = 0;

    /** What the name of a plan ends in that compares a server with itself. */
    public static final String AGAINST_ITSELF = "-aa";

    /**
     * At this scale, its first server against itself. Another plan by its name, so that nobody
     * takes its runs for those of this one.
     */
    public Plan againstItself(String wanted) {
        return new AgainstItself(this, scale(wanted)).plan();
    }

    public Plan withSeed(long other) {
        return with(other, subjects, serverCpus);
    }

    private Plan with(long otherSeed, List<Subject> otherSubjects, List<Integer> otherCpus) {
        return new Plan(
                name,
                description,
                mode,
                workloads,
                session,
                otherSeed,
                topology,
                timeout,
                draining,
                transport,
                otherSubjects,
                observations,
                factors,
                otherCpus,
                peakClients,
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
        return with(seed, chosen, serverCpus);
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

    /**
     * With as many of its numbers of server CPUs as there are CPUs for the server and at least as
     * many for the load.
     *
     * @param available CPUs that may be used
     * @throws SkippedException if that leaves nothing to compare
     */
    public Plan onCpus(int available) {
        return onCpus(available, 2);
    }

    /** The same where other hosts load, so that all CPUs are the server's. */
    public Plan onCpusOfItsOwn(int available) {
        return onCpus(available, 1);
    }

    private Plan onCpus(int available, int perServerCpu) {
        if (serverCpus.isEmpty()) {
            return this;
        }
        int most = available / perServerCpu;
        List<Integer> possible =
                serverCpus.stream()
                        .map(n -> n == ALL_CPUS ? most : n)
                        .filter(n -> n >= 1 && n <= most)
                        .distinct()
                        .toList();
        if (possible.size() < Math.min(2, serverCpus.size())) {
            int least =
                    serverCpus.stream()
                            .filter(n -> n != ALL_CPUS)
                            .sorted()
                            .limit(2)
                            .reduce(1, (_, n) -> n);
            throw new SkippedException(
                    "plan %s needs %d CPUs and this process may use %d"
                            .formatted(name, perServerCpu * least, available));
        }
        return with(seed, subjects, possible);
    }

    /** The closed loops by which the peaks are found that shares of the load refer to. */
    public List<PlannedRun> peaks(Scale scale) {
        return new Expansion(this, scale).peaks();
    }

    /** The servers with their options, each once, in the order of the plan. */
    public List<Subject> variants(Scale scale) {
        return new Expansion(this, scale).variants();
    }

    /** The same under each level of load that goes with them. */
    public List<Configuration> configurations(Scale scale) {
        return new Expansion(this, scale).configurations();
    }

    /** All runs in the order of execution; the same for the same plan, scale and seed. */
    public List<PlannedRun> runs(Scale scale) {
        return new Expansion(this, scale).runs();
    }
}
