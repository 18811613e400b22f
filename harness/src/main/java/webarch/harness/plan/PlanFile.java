package webarch.harness.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import webarch.harness.Home;
import webarch.harness.disk.Storage;
import webarch.harness.disk.StorageYaml;
import webarch.harness.load.Draining;
import webarch.harness.workload.Workload;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.Shipped;
import webarch.harness.yaml.YamlNode;

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
 * servers:
 *   - knot                         # one of ours with its defaults,
 *   - {name: sped-2, server: userver, options: {loops: 2}}              # with options,
 *   - {name: nginx, command: [nginx, -c, '{dir}/nginx.conf']}           # or any other
 * connections: [1, 16, 256]        # or session_rate and max_clients; see Levels
 * storage:                         # optional; see StorageYaml
 *   - {name: heavy, memory: {page_cache: 64m}, band: …}
 * factors:                         # optional; options of every server, all combinations
 *   cache: [shared, private]
 * scales:
 *   smoke: {repetitions: 3, warmup: 0.8s, warmup_requests: 2000, duration: 1s,
 *           directories: 2, connections: [1, 16], storage: [heavy]}     # the last three optional
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
                    "scales");
    private static final Set<String> SERVER_KEYS = Set.of("name", "server", "options", "command");
    private static final Set<String> SCALE_KEYS =
            Set.of(
                    "repetitions",
                    "warmup",
                    "warmup_requests",
                    "duration",
                    "directories",
                    "connections",
                    "session_rate",
                    "max_clients",
                    "storage");
    private static final Set<String> CLIENT_KEYS = Set.of("receive_buffer", "drain");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private PlanFile() {}

    /** The shipped plan of this name, or the one at this path. */
    public static Plan load(Home home, String nameOrPath) {
        return read(Shipped.PLAN.read(() -> home, nameOrPath));
    }

    static Plan read(YamlNode root) {
        root.allow(KEYS);
        return new Plan(
                root.get("plan").identifier(),
                root.get("description").text().strip(),
                root.get("workload").text(),
                root.get("seed").integer(0, Long.MAX_VALUE),
                root.find("topology").map(PlanFile::topology),
                root.find("timeout").map(PlanFile::span).orElse(TIMEOUT),
                root.find("clients").map(PlanFile::clients).orElse(Draining.FREE),
                subjects(root.get("servers")),
                root.find("factors").map(PlanFile::factors).orElse(Map.of()),
                scales(root));
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

    private static List<Subject> subjects(YamlNode servers) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (YamlNode entry : servers.list()) {
            Subject subject = entry.isMap() ? subject(entry) : Subject.ours(entry.identifier());
            if (subjects.put(subject.name(), subject) != null) {
                throw entry.refuse("has two entries called `" + subject.name() + "`");
            }
        }
        return List.copyOf(subjects.values());
    }

    private static Subject subject(YamlNode entry) {
        entry.allow(SERVER_KEYS);
        String name = entry.get("name").identifier();
        List<String> command =
                entry.find("command")
                        .map(node -> node.list().stream().map(YamlNode::text).toList())
                        .orElse(List.of());
        String server =
                command.isEmpty()
                        ? entry.get("server").identifier()
                        : entry.find("server").map(YamlNode::identifier).orElse(name);
        Map<String, String> options = new LinkedHashMap<>();
        entry.find("options")
                .ifPresent(
                        node ->
                                node.map()
                                        .forEach(
                                                (option, value) ->
                                                        options.put(
                                                                option(option, value),
                                                                value.text())));
        return new Subject(name, server, List.of(), command).with(options);
    }

    private static Map<String, List<String>> factors(YamlNode node) {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        node.map()
                .forEach(
                        (factor, levels) ->
                                factors.put(
                                        option(factor, levels),
                                        levels.list().stream().map(YamlNode::text).toList()));
        return factors;
    }

    private static Map<String, Scale> scales(YamlNode root) {
        List<Level> levels = Levels.read(root);
        Map<String, Storage> storages =
                root.find("storage").map(StorageYaml::read).orElse(Map.of());
        Map<String, Scale> scales = new LinkedHashMap<>();
        YamlNode all = root.get("scales").allow(Set.copyOf(Scale.NAMES));
        all.map().forEach((name, node) -> scales.put(name, scale(name, node, levels, storages)));
        if (scales.isEmpty()) {
            throw all.refuse("needs at least one of " + String.join(", ", Scale.NAMES));
        }
        return scales;
    }

    private static Scale scale(
            String name, YamlNode node, List<Level> levels, Map<String, Storage> storages) {
        node.allow(SCALE_KEYS);
        return new Scale(
                name,
                (int) node.get("repetitions").integer(1, 1000),
                span(node.get("warmup")),
                node.get("warmup_requests").integer(0, Long.MAX_VALUE),
                span(node.get("duration")),
                node.find("directories")
                        .map(n -> (int) n.integer(1, Workload.MOST_DIRECTORIES))
                        .orElse(0),
                Levels.in(node) ? Levels.read(node) : levels,
                node.find("storage")
                        .map(names -> StorageYaml.choose(names, storages))
                        .orElse(List.copyOf(storages.values())));
    }

    private static Duration span(YamlNode node) {
        Duration span = node.duration();
        if (span.toMillis() < 1) {
            throw node.refuse("must be at least 1ms, not `" + node.text() + "`");
        }
        return span;
    }

    private static String option(String name, YamlNode node) {
        if (Subject.RESERVED.contains(name)) {
            throw node.refuse("is set by the harness for every run; leave it out");
        }
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw node.refuse("is not the name of an option; write it without the leading dashes");
        }
        return name;
    }
}
