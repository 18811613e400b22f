package webarch.harness.plan;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

import webarch.harness.UsageException;
import webarch.harness.disk.Storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From a plan to its runs. One generator, seeded once, decides block by block, so more repetitions
 * leave the earlier blocks as they were.
 */
final class Expansion {
    private static final int LARGEST_PADDING = 4096;

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
            Subject subject, Map<String, String> factors, Level level, Optional<Storage> storage) {

        /** Its value of every dimension that a constraint may name. */
        Map<String, String> dimensions() {
            Map<String, String> all = new LinkedHashMap<>(factors);
            all.put("server", subject.name());
            all.put(level.dimension(), level.text());
            storage.ifPresent(where -> all.put("storage", where.name()));
            return all;
        }
    }

    List<PlannedRun> runs() {
        List<Condition> conditions = conditions();
        List<PlannedRun> runs = new ArrayList<>();
        for (int block = 1; block <= scale.repetitions(); block++) {
            List<Condition> order = new ArrayList<>(conditions);
            ListSampler.shuffle(random, order);
            for (Condition condition : order) {
                runs.add(
                        new PlannedRun(
                                runId(block, condition),
                                block,
                                runs.size() + 1,
                                condition.subject,
                                condition.level,
                                condition.storage,
                                random.nextInt(LARGEST_PADDING)));
            }
        }
        requireUnique(runs);
        return List.copyOf(runs);
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Subject subject : subjects()) {
            for (Map<String, String> levels : combinations(subject)) {
                for (Level level : scale.levels()) {
                    for (Optional<Storage> storage : storages()) {
                        conditions.add(new Condition(subject.with(levels), levels, level, storage));
                    }
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
    private static String runId(int block, Condition condition) {
        return String.format(
                        Locale.ROOT,
                        "b%02d-%s%s%s-%s",
                        block,
                        condition.subject.name(),
                        label(condition.factors),
                        condition.storage.map(storage -> "-" + storage.name()).orElse(""),
                        condition.level.label())
                .replaceAll("[^A-Za-z0-9._-]", "_");
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
