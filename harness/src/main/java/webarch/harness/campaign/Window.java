package webarch.harness.campaign;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ProcessSample;

/**
 * The measured window of a run: everything between its opening and its closing.
 *
 * @param opening totals when it opened; the warm-up is all that came before
 * @param warmupSeconds from the start of the load to the opening
 * @param process what /proc tells of the server's process tree
 * @param latency of the replies, in nanoseconds
 * @param residentMost most memory of the server's process tree seen, in bytes
 * @param billed what the kernel billed on the server's CPUs
 */
record Window(
        Reading opening,
        Reading closing,
        double warmupSeconds,
        ProcessSample process,
        Histogram latency,
        long residentMost,
        CpuTimes billed) {

    double seconds() {
        return (closing.nanoTime() - opening.nanoTime()) / 1e9;
    }

    LoadSnapshot load() {
        return closing.load().minus(opening.load());
    }

    long replies() {
        return load().replies();
    }

    /** Replies and errors. */
    long requests() {
        return replies() + load().errorCount();
    }

    /** What the clients say they asked for: sent in the window or outstanding when it opened. */
    long offered() {
        return load().requestsSent() + opening.load().outstanding() - closing.load().outstanding();
    }

    double repliesPerSecond() {
        return replies() / seconds();
    }

    double megabitsPerSecond() {
        return load().receivedBytes() * 8 / 1e6 / seconds();
    }

    double serverCpuSeconds() {
        return (closing.serverCpuNanos() - opening.serverCpuNanos()) / 1e9;
    }

    double loadCpuSeconds() {
        return (closing.loadCpuNanos() - opening.loadCpuNanos()) / 1e9;
    }

    double cpuMicrosPerRequest() {
        return serverCpuSeconds() * 1e6 / requests();
    }

    /**
     * Little's law, N = X · W: the clients in the system that throughput and mean times imply, over
     * the clients there are, less one. A client without think time is always in a request or in a
     * connect.
     */
    double littleResidual(int connections) {
        double busyNanos = load().latencyNanos() + load().connectNanos();
        return busyNanos / 1e9 / seconds() / connections - 1;
    }

    /** What the server's counters grew by; empty if it publishes none. */
    Map<String, Long> counters() {
        Map<String, Long> grown = new HashMap<>(closing.counters());
        grown.replaceAll((name, value) -> value - opening.counters().getOrDefault(name, 0L));
        return grown;
    }
}
