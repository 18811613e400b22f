package webarch.harness.load;

import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What one loop measures beyond counts. The loop's thread owns it. */
final class Recorders {
    /** Of all values. */
    private static final int SIGNIFICANT_DIGITS = 3;

    private final int fileClasses;
    private final long longest;
    private final boolean open;
    private List<Histogram> latency;
    private Histogram response;
    private Histogram pauses;

    /** {@code open} says whether requests have an intended start beside the actual one. */
    Recorders(int fileClasses, long timeoutNanos, boolean open) {
        this.fileClasses = fileClasses;
        this.longest = Math.max(2, timeoutNanos);
        this.open = open;
        begin();
    }

    private void begin() {
        latency =
                Stream.generate(() -> new Histogram(1, longest, SIGNIFICANT_DIGITS))
                        .limit(fileClasses)
                        .toList();
        response = new Histogram(SIGNIFICANT_DIGITS);
        pauses = new Histogram(SIGNIFICANT_DIGITS);
    }

    void reply(int fileClass, long nanos, long sinceIntended) {
        latency.get(fileClass).recordValue(nanos);
        if (open) {
            response.recordValue(sinceIntended);
        }
    }

    void pause(long nanos) {
        pauses.recordValue(nanos);
    }

    /** What was recorded since the last call. */
    Distributions take() {
        Distributions taken = new Distributions(latency, response, pauses);
        begin();
        return taken;
    }
}
