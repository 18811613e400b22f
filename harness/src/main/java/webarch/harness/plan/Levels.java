package webarch.harness.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import webarch.harness.yaml.YamlNode;

/**
 * Reads levels of load: numbers of clients, or rates of sessions and how many clients there may be.
 *
 * <pre>{@code
 * connections: [1, 16, 256]        # closed loops of so many clients
 *
 * session_rate: [100, 500, 1000]   # sessions that arrive a second
 * offered: [10%, 50%, 110%]        # the same in shares of the peak that each server is seen to reach
 * max_clients: 4000                # of either
 * }</pre>
 *
 * A plan that has several of them has the levels of all.
 */
final class Levels {
    private static final List<String> KINDS = List.of("connections", "session_rate", "offered");
    private static final int MOST_CLIENTS = 1_000_000;
    private static final double HIGHEST_RATE = 1e6;

    private Levels() {}

    /** Whether {@code node} has any of the keys. */
    static boolean in(YamlNode node) {
        return KINDS.stream().anyMatch(kind -> node.find(kind).isPresent());
    }

    /** How many clients there may be where sessions arrive; empty where it is not said. */
    static OptionalInt mostClients(YamlNode node) {
        return node.find("max_clients")
                .map(most -> OptionalInt.of(clients(most)))
                .orElse(OptionalInt.empty());
    }

    /** {@code fallback} is the number of clients that there may be if {@code node} has none. */
    static List<Level> read(YamlNode node, OptionalInt fallback) {
        List<Level> levels = new ArrayList<>();
        node.find("connections").ifPresent(list -> levels.addAll(each(list, Levels::closed)));
        if (node.find("session_rate").isPresent() || node.find("offered").isPresent()) {
            int most =
                    mostClients(node)
                            .orElseGet(
                                    () ->
                                            fallback.orElseGet(
                                                    () -> clients(node.get("max_clients"))));
            node.find("session_rate")
                    .ifPresent(list -> levels.addAll(each(list, r -> Level.open(rate(r), most))));
            node.find("offered")
                    .ifPresent(
                            list -> levels.addAll(each(list, s -> Level.offered(share(s), most))));
        } else {
            node.find("max_clients")
                    .ifPresent(
                            most -> {
                                throw most.refuse(
                                        "goes with `session_rate` or `offered`, which are not there");
                            });
        }
        if (levels.isEmpty()) {
            throw node.refuse("lacks the key `connections`");
        }
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

    private static double share(YamlNode node) {
        if (!node.text().matches("[0-9]{1,3}(\\.[0-9]{1,2})?%")) {
            throw node.refuse("must be a share such as `75%`, not `" + node.text() + "`");
        }
        double percent = Double.parseDouble(node.text().replace("%", ""));
        if (percent == 0) {
            throw node.refuse("must be above 0%");
        }
        return percent / 100;
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
