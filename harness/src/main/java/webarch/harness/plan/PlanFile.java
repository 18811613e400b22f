package webarch.harness.plan;

import webarch.harness.Home;
import webarch.harness.disk.StorageYaml;
import webarch.harness.load.Draining;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.Shipped;
import webarch.harness.yaml.YamlNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a plan.
 *
 * <pre>{@code
 * plan: caches                     # its name
 * description: What a private cache costs
 * workload: specweb99              # a shipped workload or the path of one
 * seed: 1
 * topology: pinned                 # optional; else what the machine can do best
 * timeout: 10s                     # optional; clients give a request up after it
 * clients: {receive_buffer: 8192, drain: 400000}   # optional; SO_RCVBUF, bytes read a second
 * servers: [userver, knot, nginx] # see SubjectYaml
 * connections: [1, 16, 256]        # or another kind of load; see Levels
 * storage:                         # optional; see StorageYaml
 *   - {name: heavy, memory: {page_cache: 64m}, band: …}
 * factors:                         # optional; options of every server, all combinations
 *   cache: [shared, private]
 * constraints:                     # optional; combinations that are left out; see ConstraintYaml
 *   - exclude: {server: knot, cache: private}
 * scales:                          # see ScaleYaml
 *   smoke: {repetitions: 3, warmup: 0.8s, warmup_requests: 2000, duration: 1s}
 * }</pre>
 */
public final class PlanFile {
    private static final Set<String> KEYS =
            Set.of(
                    "plan",
                    "description",
                    "workload",
                    "seed",
                    "topology",
                    "timeout",
                    "servers",
                    "connections",
                    "session_rate",
                    "max_clients",
                    "clients",
                    "storage",
                    "factors",
                    "constraints",
                    "scales");
    private static final Set<String> CLIENT_KEYS = Set.of("receive_buffer", "drain");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private PlanFile() {}

    /** The shipped plan of this name, or the one at this path. */
    public static Plan load(Home home, String nameOrPath) {
        return read(Shipped.PLAN.read(() -> home, nameOrPath));
    }

    static Plan read(YamlNode root) {
        root.allow(KEYS);
        List<Subject> subjects = SubjectYaml.read(root.get("servers"));
        Map<String, List<String>> factors =
                root.find("factors").map(SubjectYaml::factors).orElse(Map.of());
        Map<String, Scale> scales = scales(root, subjects, factors);
        ConstraintYaml constraints =
                new ConstraintYaml(Dimensions.of(subjects, factors, scales.values()));
        return new Plan(
                root.get("plan").identifier(),
                root.get("description").text().strip(),
                root.get("workload").text(),
                root.get("seed").integer(0, Long.MAX_VALUE),
                root.find("topology").map(PlanFile::topology),
                root.find("timeout").map(PlanFile::span).orElse(TIMEOUT),
                root.find("clients").map(PlanFile::clients).orElse(Draining.FREE),
                subjects,
                factors,
                root.find("constraints").map(constraints::read).orElse(List.of()),
                scales);
    }

    private static Map<String, Scale> scales(
            YamlNode root, List<Subject> subjects, Map<String, List<String>> factors) {
        Set<String> names = subjects.stream().map(Subject::name).collect(Collectors.toSet());
        Set<String> options = new HashSet<>(factors.keySet());
        subjects.forEach(subject -> options.addAll(subject.factors().keySet()));
        return new ScaleYaml(
                        Levels.read(root),
                        root.find("storage").map(StorageYaml::read).orElse(Map.of()),
                        names,
                        options)
                .read(root.get("scales"));
    }

    private static Topology topology(YamlNode node) {
        if (!Topology.NAMES.contains(node.text())) {
            throw node.refuse(
                    "cannot be `" + node.text() + "`" + Nearest.hint(node.text(), Topology.NAMES));
        }
        return Topology.of(node.text());
    }

    private static Draining clients(YamlNode node) {
        node.allow(CLIENT_KEYS);
        return new Draining(
                node.find("receive_buffer")
                        .map(bytes -> (int) bytes.integer(1, Integer.MAX_VALUE))
                        .orElse(0),
                node.find("drain").map(bytes -> bytes.integer(1, Long.MAX_VALUE)).orElse(0L));
    }

    static Duration span(YamlNode node) {
        Duration span = node.duration();
        if (span.toMillis() < 1) {
            throw node.refuse("must be at least 1ms, not `" + node.text() + "`");
        }
        return span;
    }
}
