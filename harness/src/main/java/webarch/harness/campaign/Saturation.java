package webarch.harness.campaign;

import java.util.Locale;
import webarch.harness.plan.Topology;

/** What bounded the throughput of a run. Capacity is claimed from {@link #SATURATED} rows only. */
public enum Saturation {
    /** The server's CPUs were busy with it and the load had room. */
    SATURATED,
    /** The load was the bottleneck, or near it. */
    CLIENT_LIMITED,
    UNSATURATED,
    /** Both shared a CPU, so the question does not arise. */
    COLOCATED;

    private static final double SERVER_BUSY = 0.97;
    private static final double LOAD_BUSY = 0.90;

    public static Saturation of(
            Topology topology, double serverUtilisation, double loadUtilisation) {
        if (topology == Topology.COLOCATED) {
            return COLOCATED;
        }
        if (loadUtilisation >= LOAD_BUSY) {
            return CLIENT_LIMITED;
        }
        return serverUtilisation >= SERVER_BUSY ? SATURATED : UNSATURATED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
