package webarch.harness.load;

import org.HdrHistogram.Histogram;

/**
 * What a load did in its measured window, in the units of {@code runs.csv}. What is said of one
 * reply is NaN without replies.
 *
 * @param warmup all that came before the window
 * @param totals growth of the totals over the window
 * @param latency of its replies, in nanoseconds
 * @param connections concurrent clients
 */
public record LoadWindow(
        LoadSnapshot warmup, LoadSnapshot totals, Histogram latency, int connections) {

    public double warmupSeconds() {
        return warmup.nanoTime() / 1e9;
    }

    public double seconds() {
        return totals.nanoTime() / 1e9;
    }

    public long replies() {
        return totals.replies();
    }

    /** Replies and errors. */
    public long requests() {
        return replies() + totals.errorCount();
    }

    /** What the clients say they asked for: sent in the window or outstanding when it opened. */
    public long offered() {
        return totals.requestsSent() - totals.outstanding();
    }

    public double repliesPerSecond() {
        return replies() / seconds();
    }

    public double throughputMbps() {
        return totals.receivedBytes() * 8 / 1e6 / seconds();
    }

    public double bytesPerReply() {
        return replies() == 0 ? Double.NaN : (double) totals.receivedBytes() / replies();
    }

    public double latencyMeanMicros() {
        return totals.latencyMeanMicros();
    }

    public double latencyMicros(double percentile) {
        return latency.getTotalCount() == 0
                ? Double.NaN
                : latency.getValueAtPercentile(percentile) / 1e3;
    }

    /**
     * Little's law, N = X · W: the clients in the system that throughput and mean times imply, over
     * the clients there are, less one. A client without think time is always in a request or in a
     * connect. What was under way when the window opened or closed counts with the part of it that
     * lies in the window, or else a short window would look wrong for that alone.
     */
    public double littleResidual() {
        double inSystem =
                (double) totals.latencyNanos() + totals.connectNanos() + totals.unfinishedNanos();
        return inSystem / totals.nanoTime() / connections - 1;
    }
}
