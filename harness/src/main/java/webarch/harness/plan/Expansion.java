package webarch.harness.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.UsageException;
import webarch.harness.disk.Storage;

/**
 * From a plan to its runs. One generator, seeded once, decides block by block, so more repetitions
 * leave the earlier blocks as they were.
 */
final class Expansion {
    private static final int LARGEST_PADDING = 4096;

    /** Peaks are only the scale of an axis: a few blocks do. */
    private static final int MOST_PEAKS = 3;

    private final Plan plan;
    private final Scale scale;
    private final UniformRandomProvider random;

    Expansion(Plan plan, Scale scale) {
        this.plan = plan;
        this.scale = scale;
        this.random = RandomSource.XO_SHI_RO_256_PP.create(plan.seed());
    }

    /** What a block holds one run of. */
    private record Condition(
            Subject subject,
            Map<String, String> factors,
            String workload,
            int serverCpus,
            Level level,
            Optional<Storage> storage,
            Observation observation) {

        /** Its value of every dimension that a constraint may name. */
        Map<String, String> dimensions() {
            Map<String, String> all = new LinkedHashMap<>(factors);
            all.put("server", subject.name());
            all.put("workload", workload);
            all.put("server_cpus", Integer.toString(serverCpus));
            all.put(level.dimension(), level.text());
            storage.ifPresent(where -> all.put("storage", where.name()));
            return all;
        }

        Condition under(Level other) {
            return new Condition(
                    subject, factors, workload, serverCpus, other, storage, Observation.THROUGHPUT);
        }
    }

    List<PlannedRun> runs() {
        return blocks("b", conditions(), scale.repetitions());
    }

    /** A closed loop for everything that has a share of its peak to serve, in few blocks. */
    List<PlannedRun> peaks() {
        List<Condition> peaks =
                conditions().stream()
                        .filter(condition -> condition.level.offeredShare().isPresent())
                        .map(condition -> condition.under(Level.closed(plan.peakClients())))
                        .distinct()
                        .toList();
        return blocks("p", peaks, Math.min(MOST_PEAKS, scale.repetitions()));
    }

    List<Subject> variants() {
        return conditions().stream().map(Condition::subject).distinct().toList();
    }

    List<Configuration> configurations() {
        return conditions().stream()
                .map(c -> new Configuration(c.subject, c.level.clients()))
                .distinct()
                .toList();
    }

    private List<PlannedRun> blocks(String prefix, List<Condition> conditions, int number) {
        List<PlannedRun> runs = new ArrayList<>();
        for (int block = 1; block <= number; block++) {
            List<Condition> order = new ArrayList<>(conditions);
            ListSampler.shuffle(random, order);
            for (Condition condition : order) {
                if (block > 1 && condition.observation == Observation.COUNTS) {
                    continue;
                }
                runs.add(
                        new PlannedRun(
                                runId(prefix, block, condition),
                                block,
                                runs.size() + 1,
                                condition.subject,
                                condition.workload,
                                condition.serverCpus,
                                condition.level,
                                condition.storage,
                                condition.observation,
                                random.nextInt(LARGEST_PADDING)));
            }
        }
        requireUnique(runs);
        return List.copyOf(runs);
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (String workload : plan.workloads()) {
            for (int cpus : plan.serverCpus().isEmpty() ? List.of(0) : plan.serverCpus()) {
                for (Subject subject : subjects()) {
                    conditions.addAll(conditions(subject, workload, cpus));
                }
            }
        }
        conditions.removeIf(condition -> !isAllowed(condition));
        if (conditions.isEmpty()) {
            throw new UsageException(
                    "plan " + plan.name() + ": no run is left at scale " + scale.name());
        }
        return conditions;
    }

    private List<Condition> conditions(Subject subject, String workload, int cpus) {
        List<Condition> conditions = new ArrayList<>();
        for (Map<String, String> levels : combinations(subject)) {
            Subject variant = subject.with(levels).on(cpus);
            for (Level level : scale.levels()) {
                for (Optional<Storage> storage : storages()) {
                    for (Observation observation : plan.observations()) {
                        conditions.add(
                                new Condition(
                                        variant,
                                        levels,
                                        workload,
                                        cpus,
                                        level,
                                        storage,
                                        observation));
                    }
                }
            }
        }
        return conditions;
    }

    private boolean isAllowed(Condition condition) {
        return plan.constraints().stream().allMatch(c -> c.allows(condition.dimensions()));
    }

    private List<Subject> subjects() {
        return plan.subjects().stream()
                .filter(s -> scale.subjects().isEmpty() || scale.subjects().contains(s.name()))
                .toList();
    }

    private List<Optional<Storage>> storages() {
        return scale.storages().isEmpty()
                ? List.of(Optional.empty())
                : scale.storages().stream().map(Optional::of).toList();
    }

    /** The cross product of the factors' levels: a single empty map without factors. */
    private List<Map<String, String>> combinations(Subject subject) {
        Map<String, List<String>> factors = new LinkedHashMap<>(plan.factors());
        factors.putAll(subject.factors());
        factors.replaceAll((name, levels) -> scale.factors().getOrDefault(name, levels));
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> factor : factors.entrySet()) {
            List<Map<String, String>> extended = new ArrayList<>();
            for (Map<String, String> combination : all) {
                for (String level : factor.getValue()) {
                    Map<String, String> next = new LinkedHashMap<>(combination);
                    next.put(factor.getKey(), level);
                    extended.add(next);
                }
            }
            all = extended;
        }
        return all;
    }

    private static String label(Map<String, String> levels) {
        return levels.entrySet().stream()
                .map(level -> "-" + level.getKey() + "_" + level.getValue())
                .collect(Collectors.joining());
    }

    /** Also the name of a folder, so nothing but letters, digits, dots, dashes and underscores. */
    private String runId(String prefix, int block, Condition condition) {
        String where = plan.workloads().size() == 1 ? "" : "-" + shortName(condition.workload);
        String cpus = condition.serverCpus == 0 ? "" : "-cpus" + condition.serverCpus;
        return String.format(
                        Locale.ROOT,
                        "%s%02d-%s%s%s%s%s-%s%s",
                        prefix,
                        block,
                        condition.subject.name(),
                        label(condition.factors),
                        where,
                        cpus,
                        condition.storage.map(storage -> "-" + storage.name()).orElse(""),
                        condition.level.label(),
                        condition.observation == Observation.THROUGHPUT
                                ? ""
                                : "-" + condition.observation.label())
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** A workload may be named by a path. */
    private static String shortName(String workload) {
        return workload.replaceAll(".*/|\\.ya?ml$", "");
    }

    private void requireUnique(List<PlannedRun> runs) {
        Set<String> seen = new HashSet<>();
        for (PlannedRun run : runs) {
            if (!seen.add(run.runId())) {
                throw new UsageException(
                        "plan "
                                + plan.name()
                                + ": two runs would both be called `"
                                + run.runId()
                                + "`; give every server and level a name of its own");
            }
        }
    }
}
