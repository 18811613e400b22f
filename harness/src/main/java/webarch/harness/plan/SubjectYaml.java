package webarch.harness.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import webarch.harness.yaml.YamlNode;

/**
 * Reads the servers of a plan, and factors.
 *
 * <pre>{@code
 * servers:
 *   - knot                         # one of ours with its defaults, nginx, httpd, httpd-worker or cloop,
 *   - {name: sped-2, server: userver, options: {loops: 2}}              # with options,
 *   - {name: zgc, server: knot, jvm: ['-XX:+UseZGC']}                   # with flags for its JVM,
 *   - {name: wat, server: watpipe, factors: {writers: [1, 4]}}          # with factors of its own,
 *   - {name: other, command: [other, -c, '{dir}/other.conf']}           # or any other
 * factors:                         # options of every server, all combinations
 *   cache: [shared, private]
 * }</pre>
 */
final class SubjectYaml {
    private static final Set<String> KEYS =
            Set.of("name", "server", "options", "jvm", "factors", "command");

    private SubjectYaml() {}

    static List<Subject> read(YamlNode servers) {
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
        entry.allow(KEYS);
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
        return new Subject(
                        name,
                        server,
                        entry.find("jvm").map(SubjectYaml::jvm).orElse(List.of()),
                        command,
                        entry.find("factors").map(SubjectYaml::factors).orElse(Map.of()))
                .with(options);
    }

    private static List<String> jvm(YamlNode flags) {
        List<String> arguments = new ArrayList<>();
        for (YamlNode flag : flags.list()) {
            if (!flag.text().startsWith("-")) {
                throw flag.refuse(
                        "is a list of flags such as -XX:+UseZGC, not `" + flag.text() + "`");
            }
            arguments.add("-J" + flag.text());
        }
        return arguments;
    }

    static Map<String, List<String>> factors(YamlNode node) {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        node.map()
                .forEach(
                        (factor, levels) ->
                                factors.put(
                                        option(factor, levels),
                                        levels.list().stream().map(YamlNode::text).toList()));
        return factors;
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
