package webarch.analysis.claims;

import java.util.Optional;
import webarch.analysis.Metric;
import webarch.analysis.Numbers;

/**
 * Whether what was measured says how much a server can do: where its CPUs are the limit, and
 * nowhere else, as {@code data/SCHEMA.md} has it.
 */
final class Capacity {
    static final double SERVER_BUSY = 0.97;
    static final double LOAD_BUSY = 0.90;

    private Capacity() {}

    /**
     * Why one side of a ratio does not say it. Rates of replies are compared only as capacities;
     * CPU per request stands for one at the peak. Of other metrics, and of CPU per request
     * elsewhere, none is claimed.
     */
    static Optional<String> obstacle(Side side, Selection selected) {
        if (selected.metric().moreIsBetter()) {
            return selected.saturated()
                    ? Optional.empty()
                    : Optional.of(
                            "the server was not the limit in every run, so no capacity: "
                                    + selected.label());
        }
        return selected.metric().equals(Metric.CPU) && side.isAtPeak()
                ? idle(selected)
                : Optional.empty();
    }

    /**
     * What a request costs depends on how busy the server is. A load that is at its limit as well
     * is no obstacle: the server is busy all the same, and its cost that of a busy server, while
     * the rate of replies might be the load's. Where server and load share a CPU, neither is ever
     * alone on it, but the two together can leave nothing of it idle.
     */
    private static Optional<String> idle(Selection selected) {
        boolean shared = selected.campaign().topology().startsWith("colocated");
        double busy =
                selected.mean(Metric.SERVER_UTILISATION)
                        + (shared ? selected.mean(Metric.LOAD_UTILISATION) : 0);
        return busy >= SERVER_BUSY
                ? Optional.empty()
                : Optional.of(
                        "CPUs of %s %s busy, below %s, so no capacity: %s"
                                .formatted(
                                        shared ? "server and load" : "the server",
                                        Numbers.percent(busy),
                                        Numbers.percent(SERVER_BUSY),
                                        selected.label()));
    }
}
