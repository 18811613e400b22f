package webarch.harness.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is looked at in a run besides what every run shows. */
public enum Observation {
    /** Nothing. The only runs from which throughput is taken. */
    THROUGHPUT,
    /** Where the CPU time goes, by sampling stacks, which slows the server down. */
    PROFILE,
    /**
     * How often things happen that cost time, by counting them in kernel and server. What is
     * counted over so many requests differs little from run to run, so the first block has the only
     * one.
     */
    COUNTS;

    public static final List<String> NAMES =
            Stream.of(values()).map(o -> o.name().toLowerCase(Locale.ROOT)).toList();

    /** {@code name} is one of {@link #NAMES}. */
    public static Observation of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** In {@code runs.csv}: empty for a run that is watched in no special way. */
    public String label() {
        return this == THROUGHPUT ? "" : name().toLowerCase(Locale.ROOT);
    }
}
