package webarch.harness.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where server and load run relative to each other; results of unlike topologies never mix. */
public enum Topology {
    /** The server on CPUs of its own, the load on others. */
    PINNED,
    /** Server and load share one CPU, as in a one-CPU virtual machine. */
    COLOCATED,
    /** The server on this host, the load on others. */
    REMOTE;

    public static final List<String> NAMES = Stream.of(values()).map(Topology::label).toList();

    /** The name in plans, CSVs and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code label} is one of {@link #NAMES}. */
    public static Topology of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
