package webarch.harness.load;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a load did in its measured window, in the units of {@code runs.csv}. What is said of one
 * reply is NaN without replies.
 *
 * @param warmup all that came before the window
 * @param totals growth of the totals over the window
 * @param measured distributions over the window
 * @param connections concurrent clients; with a session rate, the most there may be
 * @param sessionRate empty for a closed loop
 */
public record LoadWindow(
        LoadSnapshot warmup,
        LoadSnapshot totals,
        Distributions measured,
        int connections,
        Optional<SessionRate> sessionRate) {

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

    /** What the clients asked for: sent in the window or outstanding when it opened. */
    public long offered() {
        return totals.offered();
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

    /** Of all replies, from request sent to last byte received. */
    public Histogram latency() {
        return measured.latency();
    }

    /** Micros of a percentile, NaN without values. */
    static double micros(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? Double.NaN
                : histogram.getValueAtPercentile(percentile) / 1e3;
    }

    /** Mean in microseconds, NaN without values. */
    static double meanMicros(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getMean() / 1e3;
    }

    /** Mean number of clients that did not wait for the server. */
    public double thinkingClients() {
        return (double) totals.time().thinking() / totals.nanoTime();
    }

    /** The longest that a load loop was held up, in milliseconds. */
    public double longestPauseMillis() {
        return measured.pauses().getMaxValue() / 1e6;
    }

    /** How long load loops were held up, in milliseconds, to 3 digits. */
    public double pauseMillis() {
        Histogram pauses = measured.pauses();
        return pauses.getTotalCount() == 0 ? 0 : pauses.getMean() * pauses.getTotalCount() / 1e6;
    }

    /**
     * Little's law, N = X · (R + Z): the clients that throughput and mean times imply, over the
     * clients there are, less one. R is the time in requests and connects, Z the time between them,
     * in which a client thinks. What was under way when the window opened or closed counts with the
     * part of it that lies in the window, or else a short window would look wrong for that alone.
     * With a session rate the clients there are are the sessions under way.
     */
    public double littleResidual() {
        double clients =
                sessionRate.isPresent()
                        ? totals.sessions().nanos()
                        : (double) connections * totals.nanoTime();
        return totals.time().total() / clients - 1;
    }
}
