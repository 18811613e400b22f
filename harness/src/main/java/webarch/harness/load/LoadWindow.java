package webarch.harness.load;

import org.HdrHistogram.Histogram;

/**
 * What a load did in its measured window, in the units of {@code runs.csv}.
 *
 * @param totals growth of the totals over the window
 * @param latency of its replies, in nanoseconds
 * @param connections concurrent clients
 */
public record LoadWindow(LoadSnapshot totals, Histogram latency, int connections) {

    public double seconds() {
        return totals.nanoTime() / 1e9;
    }

    /** {@code replies + errors}. */
    public long requests() {
        return totals.requestsSent() - totals.outstanding();
    }

    public double repliesPerSecond() {
        return totals.replies() / seconds();
    }

    public double throughputMbps() {
        return totals.receivedBytes() * 8 / 1e6 / seconds();
    }

    /** NaN without replies, like all that is said of one reply. */
    public double bytesPerReply() {
        return perReply((double) totals.receivedBytes());
    }

    public double latencyMeanMicros() {
        return perReply((double) totals.latencyNanos()) / 1e3;
    }

    public double latencyMicros(double percentile) {
        return totals.replies() == 0 ? Double.NaN : latency.getValueAtPercentile(percentile) / 1e3;
    }

    /**
     * How far throughput times mean time in the system, opening of connections included, is from
     * the number of clients, relative to it (Little's law).
     */
    public double littleResidual() {
        double inSystem = (double) (totals.latencyNanos() + totals.connectNanos());
        return inSystem / totals.nanoTime() / connections - 1;
    }

    private double perReply(double sum) {
        return totals.replies() == 0 ? Double.NaN : sum / totals.replies();
    }
}
