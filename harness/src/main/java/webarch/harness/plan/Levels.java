package webarch.harness.plan;

import webarch.harness.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads levels of load: numbers of clients, or rates of sessions and how many clients there may be.
 *
 * <pre>{@code
 * connections: [1, 16, 256]
 *
 * session_rate: [100, 500, 1000]   # a second
 * max_clients: 4000
 * }</pre>
 *
 * A plan that has both has the levels of both.
 */
final class Levels {
    private static final int MOST_CLIENTS = 1_000_000;
    private static final double HIGHEST_RATE = 1e6;

    private Levels() {}

    /** Whether {@code node} has any of the keys. */
    static boolean in(YamlNode node) {
        return node.find("connections").isPresent() || node.find("session_rate").isPresent();
    }

    static List<Level> read(YamlNode node) {
        if (node.find("session_rate").isEmpty()) {
            node.find("max_clients")
                    .ifPresent(
                            most -> {
                                throw most.refuse("goes with `session_rate`, which is not there");
                            });
            return each(node.get("connections"), Levels::closed);
        }
        int most = clients(node.get("max_clients"));
        List<Level> levels = new ArrayList<>();
        node.find("connections").ifPresent(list -> levels.addAll(each(list, Levels::closed)));
        levels.addAll(each(node.get("session_rate"), rate -> Level.open(rate(rate), most)));
        return List.copyOf(levels);
    }

    private static Level closed(YamlNode node) {
        return Level.closed(clients(node));
    }

    private static int clients(YamlNode node) {
        return (int) node.integer(1, MOST_CLIENTS);
    }

    private static double rate(YamlNode node) {
        double rate = node.number();
        if (rate <= 0 || rate > HIGHEST_RATE) {
            throw node.refuse("must be above 0 and at most 1000000, not `" + node.text() + "`");
        }
        return rate;
    }

    private static List<Level> each(YamlNode list, Function<YamlNode, Level> reader) {
        List<Level> levels = new ArrayList<>();
        for (YamlNode node : list.list()) {
            Level level = reader.apply(node);
            if (levels.contains(level)) {
                throw node.refuse("lists " + node.text() + " twice");
            }
            levels.add(level);
        }
        return List.copyOf(levels);
    }
}
