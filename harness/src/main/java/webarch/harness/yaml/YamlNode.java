package webarch.harness.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import webarch.harness.Durations;
import webarch.harness.UsageException;

/**
 * One value of a YAML file together with its place. The accessors answer the value as the type the
 * reader needs, and refuse anything else with {@code FILE:LINE: `KEY` …}. Immutable.
 */
public final class YamlNode {
    private final String file;
    private final int line;
    private final String key;
    private final Object value;

    /** {@code value} is a String, a List of nodes or a Map from key to node. */
    YamlNode(String file, int line, String key, Object value) {
        this.file = file;
        this.line = line;
        this.key = key;
        this.value = value;
    }

    /** Refuses every key of this map that is not among {@code known}. */
    public YamlNode allow(Set<String> known) {
        map().forEach(
                        (name, node) -> {
                            if (!known.contains(name)) {
                                throw new UsageException(
                                        place(node)
                                                + "unknown key `"
                                                + name
                                                + "`"
                                                + Nearest.hint(name, known));
                            }
                        });
        return this;
    }

    public YamlNode get(String name) {
        return find(name).orElseThrow(() -> refuse("lacks the key `" + name + "`"));
    }

    public Optional<YamlNode> find(String name) {
        return Optional.ofNullable(map().get(name));
    }

    @SuppressWarnings("unchecked")
    public Map<String, YamlNode> map() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, YamlNode>) map;
        }
        throw refuse("must be a map of `key: value`" + found());
    }

    /** The elements, at least one. */
    @SuppressWarnings("unchecked")
    public List<YamlNode> list() {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return (List<YamlNode>) list;
        }
        throw refuse("must be a list with at least one entry" + found());
    }

    public boolean isList() {
        return value instanceof List;
    }

    public boolean isMap() {
        return value instanceof Map;
    }

    public String text() {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw refuse("must be a single value" + found());
    }

    public long integer(long minimum, long maximum) {
        try {
            long number = Long.parseLong(text());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw refuse("must be a whole number" + found());
        }
        throw refuse("must be from " + minimum + " to " + maximum + found());
    }

    public double number() {
        try {
            // Unlike Double.parseDouble this knows neither NaN nor hexadecimal.
            return new BigDecimal(text()).doubleValue();
        } catch (NumberFormatException _) {
            throw refuse("must be a number" + found());
        }
    }

    /** A name for machines: ASCII, fit for a file, a CSV cell and a command line. */
    public String identifier() {
        if (!text().matches("[a-z][a-z0-9._-]{0,63}")) {
            throw refuse(
                    "must start with a letter and hold nothing but a-z, 0-9, `.`, `_` and `-`"
                            + found());
        }
        return text();
    }

    public Duration duration() {
        try {
            return Durations.parse(text());
        } catch (IllegalArgumentException error) {
            throw refuse(error.getMessage());
        }
    }

    /** A refusal of this value: {@code FILE:LINE: `KEY` MESSAGE}. */
    public UsageException refuse(String message) {
        return new UsageException(
                place(this) + (key.isEmpty() ? "the file" : "`" + key + "`") + " " + message);
    }

    private String found() {
        return switch (value) {
            case String text -> ", not `" + text + "`";
            case List<?> list -> list.isEmpty() ? ", and is empty" : ", not a list";
            default -> ", not a map";
        };
    }

    private static String place(YamlNode node) {
        return node.file + ":" + node.line + ": ";
    }
}
