package webarch.harness.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.YamlNode;

/**
 * Reads which combinations a plan leaves out. Dimensions are {@code server}, the kinds of load that
 * {@link Levels} names, and the plan's factors.
 *
 * <pre>{@code
 * constraints:
 *   - exclude: {server: knot, connections: [1, 4]}              # out with these
 *   - {when: {sockets: blocking}, require: {loops: [2, 4]}}     # blocking goes with these alone
 * }</pre>
 */
final class ConstraintYaml {
    /** Every value that each dimension can have at any scale. */
    private final Map<String, Set<String>> dimensions;

    ConstraintYaml(Map<String, Set<String>> dimensions) {
        this.dimensions = dimensions;
    }

    List<Constraint> read(YamlNode node) {
        return node.list().stream().map(this::constraint).toList();
    }

    private Constraint constraint(YamlNode entry) {
        if (entry.find("exclude").isPresent()) {
            entry.allow(Set.of("exclude"));
            return new Constraint(match(entry.get("exclude")), Optional.empty());
        }
        entry.allow(Set.of("exclude", "when", "require"));
        return new Constraint(match(entry.get("when")), Optional.of(match(entry.get("require"))));
    }

    private Constraint.Match match(YamlNode node) {
        node.allow(dimensions.keySet());
        Map<String, Set<String>> values = new LinkedHashMap<>();
        node.map().forEach((dimension, value) -> values.put(dimension, values(dimension, value)));
        if (values.isEmpty()) {
            throw node.refuse("must name at least one dimension");
        }
        return new Constraint.Match(values);
    }

    private Set<String> values(String dimension, YamlNode node) {
        Set<String> values = new LinkedHashSet<>();
        for (YamlNode value : node.isList() ? node.list() : List.of(node)) {
            if (!dimensions.get(dimension).contains(value.text())) {
                throw value.refuse(
                        "is never `"
                                + value.text()
                                + "` in this plan"
                                + Nearest.hint(value.text(), dimensions.get(dimension)));
            }
            values.add(value.text());
        }
        return values;
    }
}
