package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One side of a ratio: which runs.
 *
 * @param plan of another campaign than the claim's, or empty
 * @param server machine identifier, or empty
 * @param variant the plan's name for a configuration, or empty for all of the server
 * @param options exactly these, where there is no variant; null for any
 * @param with options among those it ran with, as {@code --sockets blocking}
 * @param without options not among them
 * @param instance of a server that takes part twice; 0 for any
 * @param pick which of several configurations
 * @param at {@code peak}, {@code most}, {@code fewest}, {@code same} as the other side, or a number
 *     of clients
 * @param cpus how many CPUs of the server
 * @param metric another one than the ratio's, or empty
 * @param where further columns and their values
 */
record Side(
        String plan,
        String server,
        String variant,
        String options,
        List<String> with,
        List<String> without,
        int instance,
        Pick pick,
        String at,
        Cpus cpus,
        String metric,
        Map<String, String> where) {
    static final String PEAK = "peak";
    static final String SAME = "same";

    /** Which of several configurations; the one name says it of the metric in question. */
    enum Pick {
        BEST,
        WORST
    }

    /** On how many CPUs of the server. */
    enum Cpus {
        ANY,
        /** As many as there are in the campaign, but more than one. */
        MOST
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Side {
        plan = Optional.ofNullable(plan).orElse("");
        server = Optional.ofNullable(server).orElse("");
        variant = Optional.ofNullable(variant).orElse("");
        with = List.copyOf(Optional.ofNullable(with).orElse(List.of()));
        without = List.copyOf(Optional.ofNullable(without).orElse(List.of()));
        pick = Optional.ofNullable(pick).orElse(Pick.BEST);
        at = Optional.ofNullable(at).orElse(PEAK);
        cpus = Optional.ofNullable(cpus).orElse(Cpus.ANY);
        metric = Optional.ofNullable(metric).orElse("");
        where = Map.copyOf(Optional.ofNullable(where).orElse(Map.of()));
        if (!at.matches("peak|most|fewest|same|[0-9]+")) {
            throw new IllegalArgumentException(
                    "at '" + at + "': say peak, most, fewest, same or a number of clients");
        }
    }

    /** A server alone, as {@code of: knot} has it. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Side of(String server) {
        return new Side(
                "", server, "", null, List.of(), List.of(), 0, Pick.BEST, PEAK, Cpus.ANY, "",
                Map.of());
    }

    /** The same configurations in another plan, under another load. */
    Side under(Sensitivity.Setting setting) {
        return new Side(
                "",
                server,
                variant,
                options,
                with,
                without,
                instance,
                pick,
                setting.at(),
                cpus,
                metric,
                setting.where());
    }

    String planOr(String claims) {
        return plan.isEmpty() ? claims : plan;
    }

    String metricOr(String ratios) {
        return metric.isEmpty() ? ratios : metric;
    }

    /** Whether it is about a configuration that ran with these options. */
    boolean admits(String ranWith) {
        String words = " " + ranWith + " ";
        return (options == null || ranWith.equals(options))
                && with.stream().allMatch(option -> words.contains(" " + option + " "))
                && without.stream().noneMatch(option -> words.contains(" " + option + " "));
    }

    /** Whether what is found there stands for the most that a server can do. */
    boolean isAtPeak() {
        return at.equals(PEAK) || at.equals(SAME);
    }

    String label() {
        return (variant.isEmpty() ? server : variant)
                + (cpus == Cpus.MOST ? " on more than one CPU" : "");
    }
}
