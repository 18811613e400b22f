package webarch.harness.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Totals since the load started, or between two snapshots.
 *
 * <p>{@code requestsSent = replies + errorCount() + outstanding} holds in every snapshot, because
 * outstanding is what is left. A request whose connection could not be opened counts as sent at the
 * moment of the failure: it is an error and was never outstanding.
 *
 * <p>Every field of a difference is the growth of the total, so the same equation holds there;
 * {@code requestsSent - outstanding} is then the column {@code requests}: sent in the window, plus
 * those outstanding when it opened, less those outstanding when it closed.
 *
 * @param nanoTime {@link System#nanoTime} of the snapshot; of a difference, its length
 * @param replies complete, correct replies
 * @param errors requests without one, every kind present
 * @param receivedBytes headers and erroneous replies included
 * @param connects connections opened
 * @param latencyNanos sum over replies, from request sent to last byte received
 * @param connectNanos sum over the connections opened, from asking for one to having it
 * @param unfinishedNanos sum over the requests and connects under way, from their beginning to the
 *     snapshot
 * @param outstanding requests sent that have no outcome yet
 * @param requestsSent requests sent, or given up for want of a connection
 */
public record LoadSnapshot(
        long nanoTime,
        long replies,
        Map<ErrorKind, Long> errors,
        long receivedBytes,
        long connects,
        long latencyNanos,
        long connectNanos,
        long unfinishedNanos,
        int outstanding,
        long requestsSent) {

    public LoadSnapshot {
        errors = Collections.unmodifiableMap(new EnumMap<>(errors));
    }

    /** What happened since {@code earlier}. */
    public LoadSnapshot minus(LoadSnapshot earlier) {
        Map<ErrorKind, Long> since = new EnumMap<>(ErrorKind.class);
        errors.forEach((kind, count) -> since.put(kind, count - earlier.errors.get(kind)));
        return new LoadSnapshot(
                nanoTime - earlier.nanoTime,
                replies - earlier.replies,
                since,
                receivedBytes - earlier.receivedBytes,
                connects - earlier.connects,
                latencyNanos - earlier.latencyNanos,
                connectNanos - earlier.connectNanos,
                unfinishedNanos - earlier.unfinishedNanos,
                outstanding - earlier.outstanding,
                requestsSent - earlier.requestsSent);
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The kinds of error that occurred, for people: {@code 6 reset, 5 closed}. */
    public String errorsByKind() {
        return errors.entrySet().stream()
                .filter(error -> error.getValue() > 0)
                .map(error -> error.getValue() + " " + error.getKey().label())
                .collect(Collectors.joining(", "));
    }

    /** NaN without replies. */
    public double latencyMeanMicros() {
        return latencyNanos / 1e3 / replies;
    }
}
