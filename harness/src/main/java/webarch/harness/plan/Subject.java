package webarch.harness.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server as a plan compares it: one of ours with its options, or any command line.
 *
 * @param name what the plan calls it; unique in the plan
 * @param server machine identifier of the server
 * @param arguments options on its command line that differ from the defaults
 * @param command for a server that is not ours, its command line with the placeholders {@code
 *     {address}}, {@code {port}}, {@code {root}}, {@code {cpus}} and {@code {dir}}; empty for one
 *     that is known by name
 * @param factors options varied in this server alone, with their levels
 */
public record Subject(
        String name,
        String server,
        List<String> arguments,
        List<String> command,
        Map<String, List<String>> factors) {

    /** Options that every run sets itself. */
    static final Set<String> RESERVED = Set.of("root", "port", "bind", "counters");

    /** A server that is known by name, with its defaults. */
    public static Subject ours(String server) {
        return new Subject(server, server, List.of(), List.of(), Map.of());
    }

    Subject with(Map<String, String> options) {
        List<String> all =
                Stream.concat(
                                arguments.stream(),
                                options.entrySet().stream()
                                        .flatMap(o -> argument(o.getKey(), o.getValue())))
                        .toList();
        return new Subject(name, server, all, command, factors);
    }

    /**
     * With the number of CPUs where an option holds {@code {cpu_count}}; 0 leaves it to the start.
     */
    Subject on(int cpus) {
        if (cpus == 0) {
            return this;
        }
        List<String> all =
                arguments.stream()
                        .map(word -> word.replace("{cpu_count}", Integer.toString(cpus)))
                        .toList();
        return new Subject(name, server, all, command, factors);
    }

    /** The value that an option is given on the command line; null where it is not. */
    public String option(String name) {
        String start = "--" + name + "=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(start))
                .reduce((_, last) -> last)
                .map(argument -> argument.substring(start.length()))
                .orElse(null);
    }

    /** Server processes, each with code of its own to compile; 1 unless the option says so. */
    public int processes() {
        String given = option("processes");
        return given != null && given.matches("[1-9]\\d{0,5}") ? Integer.parseInt(given) : 1;
    }

    /** {@code true} is an option without a value, {@code false} is an option not given. */
    private static Stream<String> argument(String option, String value) {
        return switch (value) {
            case "true" -> Stream.of("--" + option);
            case "false" -> Stream.of();
            default -> Stream.of("--" + option + "=" + value);
        };
    }
}
