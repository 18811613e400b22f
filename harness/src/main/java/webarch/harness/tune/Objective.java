package webarch.harness.tune;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import webarch.harness.paired.Slice;

/** What is made as good as can be. */
enum Objective {
    /** The server's CPU time per request, which tells configurations apart under any load. */
    CPU,
    /** Replies per second, which do so where the server's CPU is the limit. */
    THROUGHPUT;

    static final List<String> NAMES = Stream.of(values()).map(Objective::label).toList();

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code label} is one of {@link #NAMES}. */
    static Objective of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** Less is better; infinite where a request failed. */
    double cost(Slice slice) {
        if (slice.errors() > 0) {
            return Double.POSITIVE_INFINITY;
        }
        return this == CPU ? slice.cpuMicrosPerRequest() : 1 / slice.repliesPerSecond();
    }
}
