package webarch.harness.workload;

import java.util.List;
import java.util.Set;
import webarch.harness.yaml.YamlNode;

/**
 * Reads a workload.
 *
 * <pre>{@code
 * name: mine
 * description: For whom and what
 * directories: 40                  # each with the same files; the first is the most popular
 * classes:                         # sizes in bytes: smallest, smallest + step, …
 *   - {weight: 35, smallest: 100, step: 100, files: 9}
 * popularity:
 *   zipf: 1                        # over directories; 0 makes them equal
 *   files: [39, 59, 88, 177, 353, 118, 71, 50, 44]   # optional; within a class, smallest first
 * session:
 *   requests: 7.2                  # mean on a connection, or: endless
 *   think:                         # optional; see ThinkYaml
 *     {active: 0.343s, inactive: 3s, requests_per_page: 2.4}
 * methods: {get: 95, head: 5}      # optional; relative shares
 * }</pre>
 */
final class WorkloadFile {
    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "description",
                    "directories",
                    "classes",
                    "popularity",
                    "session",
                    "methods");
    private static final Set<String> CLASS_KEYS = Set.of("weight", "smallest", "step", "files");
    private static final Set<String> POPULARITY_KEYS = Set.of("zipf", "files");
    private static final Set<String> SESSION_KEYS = Set.of("requests", "think");
    private static final Set<String> METHOD_KEYS = Set.of("get", "head");
    private static final int MOST_CLASSES = 10;
    private static final int MOST_FILES = 1000;
    private static final long LARGEST_FILE = 1L << 40;
    private static final double STEEPEST_ZIPF = 10;
    private static final double LARGEST_WEIGHT = 1e9;

    private WorkloadFile() {}

    static Workload read(YamlNode root) {
        root.allow(KEYS);
        List<FileClass> classes = classes(root.get("classes"));
        YamlNode session = root.get("session").allow(SESSION_KEYS);
        return new Workload(
                root.get("name").identifier(),
                root.get("description").text().strip(),
                (int) root.get("directories").integer(1, Workload.MOST_DIRECTORIES),
                classes,
                popularity(root.get("popularity").allow(POPULARITY_KEYS), classes),
                session(session.get("requests")),
                session.find("think").map(ThinkYaml::read),
                root.find("methods").map(WorkloadFile::headShare).orElse(0.0));
    }

    private static List<FileClass> classes(YamlNode node) {
        List<FileClass> classes = node.list().stream().map(WorkloadFile::fileClass).toList();
        if (classes.size() > MOST_CLASSES) {
            throw node.refuse("must list at most " + MOST_CLASSES + " classes");
        }
        return classes;
    }

    private static FileClass fileClass(YamlNode node) {
        node.allow(CLASS_KEYS);
        return new FileClass(
                weight(node.get("weight")),
                node.get("smallest").integer(0, LARGEST_FILE),
                node.get("step").integer(0, LARGEST_FILE),
                (int) node.get("files").integer(1, MOST_FILES));
    }

    private static Popularity popularity(YamlNode node, List<FileClass> classes) {
        YamlNode zipf = node.get("zipf");
        double exponent = zipf.number();
        if (exponent < 0 || exponent > STEEPEST_ZIPF) {
            throw zipf.refuse("must be from 0 to 10, not `" + zipf.text() + "`");
        }
        return new Popularity(
                exponent, node.find("files").map(files -> weights(files, classes)).orElse(null));
    }

    private static List<Double> weights(YamlNode node, List<FileClass> classes) {
        List<Double> weights = node.list().stream().map(WorkloadFile::weight).toList();
        if (classes.stream().anyMatch(c -> c.files() != weights.size())) {
            throw node.refuse(
                    "lists " + weights.size() + " weights, so every class must have as many files");
        }
        return weights;
    }

    private static double weight(YamlNode node) {
        double weight = node.number();
        if (weight <= 0 || weight >= LARGEST_WEIGHT) {
            throw node.refuse("must be a number above 0, not `" + node.text() + "`");
        }
        return weight;
    }

    private static double headShare(YamlNode methods) {
        methods.allow(METHOD_KEYS);
        double get = methods.find("get").map(WorkloadFile::weight).orElse(0.0);
        double head = methods.find("head").map(WorkloadFile::weight).orElse(0.0);
        if (get + head == 0) {
            throw methods.refuse("needs a share for `get`, `head` or both");
        }
        return head / (get + head);
    }

    private static Session session(YamlNode node) {
        try {
            return Session.of(node.text());
        } catch (IllegalArgumentException error) {
            throw node.refuse(error.getMessage());
        }
    }
}
