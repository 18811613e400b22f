package webarch.harness.load;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * Totals since the load started, or between two snapshots.
 *
 * <p>Every field of a difference is the growth of the total. {@link #offered} and {@link #ended}
 * are then what clients asked for and what became of it: sent in the window, plus those outstanding
 * when it opened, less those outstanding when it closed. They are the same unless an outcome was
 * lost or counted twice, which shows in {@link Load#take totals that were taken}, because there the
 * clients were counted that wait for a reply. A mere snapshot calls outstanding what has no outcome
 * yet.
 *
 * <p>A request whose connection could not be opened counts as sent at the moment of the failure: it
 * is an error and was never outstanding.
 *
 * @param nanoTime {@link System#nanoTime} of the snapshot; of a difference, its length
 * @param classes how requests ended, by class of the file
 * @param receivedBytes headers and erroneous replies included
 * @param connects connections opened
 * @param time what clients did with their time
 * @param sessions how many sessions there were
 * @param outstanding requests under way
 * @param requestsSent requests sent, or given up for want of a connection
 */
public record LoadSnapshot(
        long nanoTime,
        List<Outcomes> classes,
        long receivedBytes,
        long connects,
        ClientTime time,
        SessionTotals sessions,
        long outstanding,
        long requestsSent) {

    public LoadSnapshot {
        classes = List.copyOf(classes);
    }

    /** The same where so many clients were found waiting for a reply. */
    LoadSnapshot withOutstanding(long waiting) {
        return new LoadSnapshot(
                nanoTime, classes, receivedBytes, connects, time, sessions, waiting, requestsSent);
    }

    /** What happened since {@code earlier}. */
    public LoadSnapshot minus(LoadSnapshot earlier) {
        return new LoadSnapshot(
                nanoTime - earlier.nanoTime,
                each(Outcomes::minus, earlier),
                receivedBytes - earlier.receivedBytes,
                connects - earlier.connects,
                time.minus(earlier.time),
                sessions.minus(earlier.sessions),
                outstanding - earlier.outstanding,
                requestsSent - earlier.requestsSent);
    }

    /** What happened in this stretch of time and in {@code next}, which follows it. */
    public LoadSnapshot then(LoadSnapshot next) {
        return new LoadSnapshot(
                nanoTime + next.nanoTime,
                each(Outcomes::plus, next),
                receivedBytes + next.receivedBytes,
                connects + next.connects,
                time.plus(next.time),
                sessions.plus(next.sessions),
                outstanding + next.outstanding,
                requestsSent + next.requestsSent);
    }

    /** The same, read at another moment; of a difference, over another length. */
    public LoadSnapshot at(long moment) {
        return new LoadSnapshot(
                moment,
                classes,
                receivedBytes,
                connects,
                time,
                sessions,
                outstanding,
                requestsSent);
    }

    /** The totals of two loops, or hosts, at the same moment. */
    public LoadSnapshot plus(LoadSnapshot other) {
        return new LoadSnapshot(
                nanoTime,
                each(Outcomes::plus, other),
                receivedBytes + other.receivedBytes,
                connects + other.connects,
                time.plus(other.time),
                sessions.plus(other.sessions),
                outstanding + other.outstanding,
                requestsSent + other.requestsSent);
    }

    private List<Outcomes> each(BinaryOperator<Outcomes> operation, LoadSnapshot other) {
        return IntStream.range(0, classes.size())
                .mapToObj(c -> operation.apply(classes.get(c), other.classes.get(c)))
                .toList();
    }

    private Outcomes outcomes() {
        return classes.stream().reduce(Outcomes::plus).orElseThrow();
    }

    /** Complete, correct replies. */
    public long replies() {
        return classes.stream().mapToLong(Outcomes::replies).sum();
    }

    /** Requests without one, every kind present. */
    public Map<ErrorKind, Long> errors() {
        return outcomes().errors();
    }

    public long errorCount() {
        return classes.stream().mapToLong(Outcomes::errorCount).sum();
    }

    /** Requests that were sent and are no longer under way. */
    public long offered() {
        return requestsSent - outstanding;
    }

    /** Requests that have an outcome. */
    public long ended() {
        return replies() + errorCount();
    }

    /** The kinds of error that occurred, for people: {@code 6 reset, 5 closed}. */
    public String errorsByKind() {
        return outcomes().errorsByKind();
    }

    /** NaN without replies. */
    public double latencyMeanMicros() {
        return time.latency() / 1e3 / replies();
    }
}
