package webarch.harness.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the servers of a plan are compared. */
public enum Mode {
    /** Each run alone, one after the other, with a server process of its own. */
    RUNS,
    /** All at once, warm, loaded in short turns: for small ratios on a machine that drifts. */
    PAIRED;

    static final List<String> NAMES = Stream.of(values()).map(Mode::label).toList();

    /** The name in plans and manifests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code label} is one of {@link #NAMES}. */
    static Mode of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
