package webarch.harness.load;

import java.util.Arrays;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What one loop measures beyond counts. The loop's thread records; any one thread takes. */
final class Recorders {
    /** Of all values. */
    private static final int SIGNIFICANT_DIGITS = 3;

    private final SingleWriterRecorder[] latency;
    private final SingleWriterRecorder response = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    private final SingleWriterRecorder pauses = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    private final boolean open;

    /** {@code open} says whether requests have an intended start beside the actual one. */
    Recorders(int fileClasses, long timeoutNanos, boolean open) {
        latency =
                Stream.generate(
                                () ->
                                        new SingleWriterRecorder(
                                                1, Math.max(2, timeoutNanos), SIGNIFICANT_DIGITS))
                        .limit(fileClasses)
                        .toArray(SingleWriterRecorder[]::new);
        this.open = open;
    }

    void reply(int fileClass, long nanos, long sinceIntended) {
        latency[fileClass].recordValue(nanos);
        if (open) {
            response.recordValue(sinceIntended);
        }
    }

    SingleWriterRecorder pauses() {
        return pauses;
    }

    /** What was recorded since the last call. */
    Distributions take() {
        return new Distributions(
                Arrays.stream(latency).map(Recorders::copy).toList(), copy(response), copy(pauses));
    }

    /** The recorder's own histogram is overwritten by the next call. */
    private static Histogram copy(SingleWriterRecorder recorder) {
        Histogram taken = new Histogram(SIGNIFICANT_DIGITS);
        taken.add(recorder.getIntervalHistogram());
        return taken;
    }
}
