package webarch.harness.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import webarch.harness.Home;
import webarch.harness.disk.StorageYaml;
import webarch.harness.load.Draining;
import webarch.harness.load.Transport;
import webarch.harness.workload.Session;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.Shipped;
import webarch.harness.yaml.YamlNode;

/**
 * Reads a plan.
 *
 * <pre>{@code
 * plan: caches                     # its name
 * description: What a private cache costs
 * mode: paired                     # optional; warm servers in turns and not run by run
 * workload: specweb99              # a shipped workload or the path of one, or a list of them
 * session: endless                 # optional; or a mean number of requests
 * seed: 1
 * topology: pinned                 # optional; else what the machine can do best
 * timeout: 10s                     # optional; clients give a request up after it
 * transport: native               # optional; of the load: netty, or native for capacities
 * clients: {receive_buffer: 8192, drain: 400000}   # optional; SO_RCVBUF, bytes read a second
 * servers: [userver, knot, nginx] # see SubjectYaml
 * connections: [1, 16, 256]        # or another kind of load; see Levels
 * storage:                         # optional; see StorageYaml
 *   - {name: heavy, memory: {page_cache: 64m}, band: …}
 * observe: [throughput, profile]   # optional; see Observation
 * server_cpus: [1, 2, 4, all]      # optional; as far as the machine has them
 * peak_clients: 64                 # optional; in the closed loop that finds the peak for `offered`
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
                    "offered",
                    "peak_clients",
                    "mode",
                    "session",
                    "server_cpus",
                    "max_clients",
                    "clients",
                    "transport",
                    "storage",
                    "observe",
                    "factors",
                    "constraints",
                    "scales");
    private static final Set<String> CLIENT_KEYS = Set.of("receive_buffer", "drain");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PEAK_CLIENTS = 64;
    private static final int MOST_PEAK_CLIENTS = 100_000;
    private static final int MOST_CPUS = 1024;

    private PlanFile() {}

    /** The shipped plan of this name, or the one at this path. */
    public static Plan load(Home home, String nameOrPath) {
        return read(Shipped.PLAN.read(() -> home, nameOrPath));
    }

    /** The tunables of this server, or those in the file at this path: a plan of factors. */
    public static Plan tuning(Home home, String nameOrPath) {
        return read(Shipped.TUNING.read(() -> home, nameOrPath));
    }

    static Plan read(YamlNode root) {
        root.allow(KEYS);
        List<Subject> subjects = SubjectYaml.read(root.get("servers"));
        Map<String, List<String>> factors =
                root.find("factors").map(SubjectYaml::factors).orElse(Map.of());
        Mode mode = root.find("mode").map(PlanFile::mode).orElse(Mode.RUNS);
        Map<String, Scale> scales = scales(root, mode, subjects, factors);
        List<String> workloads = workloads(root.get("workload"));
        List<Integer> serverCpus =
                root.find("server_cpus").map(PlanFile::serverCpus).orElse(List.of());
        ConstraintYaml constraints =
                new ConstraintYaml(
                        Dimensions.of(subjects, factors, workloads, serverCpus, scales.values()));
        Plan plan =
                new Plan(
                        root.get("plan").identifier(),
                        root.get("description").text().strip(),
                        mode,
                        workloads,
                        root.find("session").map(PlanFile::session),
                        root.get("seed").integer(0, Long.MAX_VALUE),
                        root.find("topology").map(PlanFile::topology),
                        root.find("timeout").map(PlanFile::span).orElse(TIMEOUT),
                        root.find("clients").map(PlanFile::clients).orElse(Draining.FREE),
                        root.find("transport").map(PlanFile::transport).orElse(Transport.NETTY),
                        subjects,
                        root.find("observe")
                                .map(PlanFile::observations)
                                .orElse(List.of(Observation.THROUGHPUT)),
                        factors,
                        serverCpus,
                        root.find("peak_clients")
                                .map(node -> (int) node.integer(1, MOST_PEAK_CLIENTS))
                                .orElse(PEAK_CLIENTS),
                        root.find("constraints").map(constraints::read).orElse(List.of()),
                        scales);
        if (mode == Mode.PAIRED) {
            requirePairable(root, plan);
        }
        requireComparable(root, plan);
        return plan;
    }

    /** Turns are closed loops on one workload. */
    private static void requirePairable(YamlNode root, Plan plan) {
        for (String key : List.of("server_cpus", "storage", "clients", "observe")) {
            root.find(key)
                    .ifPresent(
                            node -> {
                                throw node.refuse("is not for mode paired");
                            });
        }
        boolean open =
                plan.scales().values().stream()
                        .flatMap(scale -> scale.levels().stream())
                        .anyMatch(Level::isOpen);
        if (open || plan.workloads().size() > 1) {
            throw root.get("mode").refuse("paired is for `connections` and one workload");
        }
    }

    /** What is observed is compared between servers at a level of load, whatever else there is. */
    private static void requireComparable(YamlNode root, Plan plan) {
        boolean several =
                plan.workloads().size() > 1
                        || plan.scales().values().stream()
                                .anyMatch(scale -> scale.storages().size() > 1);
        if (several && !plan.observations().equals(List.of(Observation.THROUGHPUT))) {
            throw root.get("observe")
                    .refuse("is for one workload and one storage; make a plan of each");
        }
    }

    private static List<String> workloads(YamlNode node) {
        return node.isList()
                ? node.list().stream().map(YamlNode::text).toList()
                : List.of(node.text());
    }

    private static Session session(YamlNode node) {
        try {
            return Session.of(node.text());
        } catch (IllegalArgumentException error) {
            throw node.refuse(error.getMessage());
        }
    }

    private static List<Integer> serverCpus(YamlNode node) {
        return node.list().stream()
                .map(n -> n.text().equals("all") ? Plan.ALL_CPUS : (int) n.integer(1, MOST_CPUS))
                .toList();
    }

    private static List<Observation> observations(YamlNode list) {
        List<Observation> observations = new ArrayList<>();
        for (YamlNode node : list.list()) {
            if (!Observation.NAMES.contains(node.text())) {
                throw node.refuse(
                        "cannot be `"
                                + node.text()
                                + "`"
                                + Nearest.hint(node.text(), Observation.NAMES));
            }
            if (observations.contains(Observation.of(node.text()))) {
                throw node.refuse("lists " + node.text() + " twice");
            }
            observations.add(Observation.of(node.text()));
        }
        return List.copyOf(observations);
    }

    private static Mode mode(YamlNode node) {
        if (!Mode.NAMES.contains(node.text())) {
            throw node.refuse(
                    "cannot be `" + node.text() + "`" + Nearest.hint(node.text(), Mode.NAMES));
        }
        return Mode.of(node.text());
    }

    private static Map<String, Scale> scales(
            YamlNode root, Mode mode, List<Subject> subjects, Map<String, List<String>> factors) {
        Set<String> names = subjects.stream().map(Subject::name).collect(Collectors.toSet());
        Set<String> options = new HashSet<>(factors.keySet());
        subjects.forEach(subject -> options.addAll(subject.factors().keySet()));
        return new ScaleYaml(
                        mode,
                        Levels.read(root, OptionalInt.empty()),
                        Levels.mostClients(root),
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

    private static Transport transport(YamlNode node) {
        if (!Transport.NAMES.contains(node.text())) {
            throw node.refuse(
                    "cannot be `" + node.text() + "`" + Nearest.hint(node.text(), Transport.NAMES));
        }
        return Transport.of(node.text());
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
