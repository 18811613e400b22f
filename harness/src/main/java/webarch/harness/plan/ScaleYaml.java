package webarch.harness.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import webarch.harness.disk.Storage;
import webarch.harness.disk.StorageYaml;
import webarch.harness.workload.Workload;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.YamlNode;

/**
 * Reads how much of a plan is run at a scale.
 *
 * <pre>{@code
 * scales:
 *   smoke:
 *     repetitions: 3
 *     warmup: 0.8s
 *     warmup_requests: 2000
 *     duration: 1s
 *     # all that follows is optional and stands in place of what the plan says
 *     directories: 2
 *     connections: [1, 16]         # or another kind of load; see Levels
 *     storage: [heavy]
 *     servers: [knot]              # only these
 *     factors: {cache: [shared]}   # these levels of a factor
 *     profile_warmup: 3s           # of runs with a profile, which is of no use while a server compiles
 *     profile_warmup_requests: 200000
 *     warmup_requests_of: {netty: 200000}   # of servers that compile for longer
 *   quick:                         # with mode: paired
 *     {launches: 5, rounds: 6, slice: 0.5s, warmup: 2s, warmup_requests: 50000}
 * }</pre>
 */
final class ScaleYaml {
    private static final Set<String> KEYS =
            Set.of(
                    "repetitions",
                    "launches",
                    "rounds",
                    "slice",
                    "warmup",
                    "warmup_requests",
                    "profile_warmup",
                    "profile_warmup_requests",
                    "warmup_requests_of",
                    "duration",
                    "directories",
                    "connections",
                    "session_rate",
                    "offered",
                    "max_clients",
                    "storage",
                    "servers",
                    "factors");

    private static final Set<String> OF_RUNS =
            Set.of("repetitions", "duration", "warmup_requests_of");
    private static final Set<String> OF_PAIRED = Set.of("launches", "rounds", "slice");

    private final boolean isPaired;
    private final List<Level> levels;
    private final OptionalInt mostClients;
    private final Map<String, Storage> storages;
    private final Set<String> subjects;
    private final Set<String> factors;

    /**
     * What the plan says.
     *
     * @param subjects names of its servers
     * @param factors names of its factors, those of single servers included
     */
    ScaleYaml(
            Mode mode,
            List<Level> levels,
            OptionalInt mostClients,
            Map<String, Storage> storages,
            Set<String> subjects,
            Set<String> factors) {
        this.isPaired = mode == Mode.PAIRED;
        this.levels = levels;
        this.mostClients = mostClients;
        this.storages = storages;
        this.subjects = subjects;
        this.factors = factors;
    }

    Map<String, Scale> read(YamlNode all) {
        all.allow(Set.copyOf(Scale.NAMES));
        Map<String, Scale> scales = new LinkedHashMap<>();
        all.map().forEach((name, node) -> scales.put(name, scale(name, node)));
        if (scales.isEmpty()) {
            throw all.refuse("needs at least one of " + String.join(", ", Scale.NAMES));
        }
        return scales;
    }

    private Scale scale(String name, YamlNode node) {
        node.allow(KEYS);
        for (String key : isPaired ? OF_RUNS : OF_PAIRED) {
            node.find(key)
                    .ifPresent(
                            given -> {
                                throw given.refuse(
                                        isPaired ? "is not for mode paired" : "is for mode paired");
                            });
        }
        return new Scale(
                name,
                (int) node.get(isPaired ? "launches" : "repetitions").integer(1, 1000),
                isPaired ? (int) node.get("rounds").integer(1, 1000) : 0,
                PlanFile.span(node.get("warmup")),
                node.get("warmup_requests").integer(0, Long.MAX_VALUE),
                isPaired ? slice(node.get("slice")) : PlanFile.span(node.get("duration")),
                node.find("directories")
                        .map(n -> (int) n.integer(1, Workload.MOST_DIRECTORIES))
                        .orElse(0),
                Levels.in(node) ? Levels.read(node, mostClients) : levels,
                node.find("storage")
                        .map(names -> StorageYaml.choose(names, storages))
                        .orElse(List.copyOf(storages.values())),
                node.find("servers").map(this::subjects).orElse(Set.of()),
                node.find("factors").map(this::factors).orElse(Map.of()),
                profiling(node),
                node.find("warmup_requests_of").map(this::warmupRequestsOf).orElse(Map.of()));
    }

    private static Optional<Scale.Warmup> profiling(YamlNode node) {
        return node.find("profile_warmup")
                .map(
                        time ->
                                new Scale.Warmup(
                                        PlanFile.span(time),
                                        node.get("profile_warmup_requests")
                                                .integer(0, Long.MAX_VALUE)));
    }

    private Map<String, Long> warmupRequestsOf(YamlNode node) {
        node.allow(subjects);
        Map<String, Long> requests = new LinkedHashMap<>();
        node.map().forEach((name, n) -> requests.put(name, n.integer(0, Long.MAX_VALUE)));
        return requests;
    }

    /** Servers close connections that were idle for long, and short turns are nothing but start. */
    private static Duration slice(YamlNode node) {
        Duration slice = node.duration();
        if (slice.toMillis() < 50 || slice.toMillis() > 10_000) {
            throw node.refuse("must be from 50ms to 10s, not `" + node.text() + "`");
        }
        return slice;
    }

    private Set<String> subjects(YamlNode names) {
        Set<String> chosen = new LinkedHashSet<>();
        for (YamlNode name : names.list()) {
            if (!subjects.contains(name.text())) {
                throw name.refuse(
                        "has no `" + name.text() + "`" + Nearest.hint(name.text(), subjects));
            }
            chosen.add(name.text());
        }
        return chosen;
    }

    private Map<String, List<String>> factors(YamlNode node) {
        node.allow(factors);
        return SubjectYaml.factors(node);
    }
}
