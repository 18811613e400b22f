package webarch.harness.load;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What a load measured in a stretch of time, in nanoseconds, to 3 digits.
 *
 * @param latencyByClass from request sent to last byte received, by class of the file
 * @param response the same from when the request should have been sent, the wait for a connection
 *     included; empty in a closed loop
 * @param pauses how long a load loop was held up, each time that it was
 */
public record Distributions(List<Histogram> latencyByClass, Histogram response, Histogram pauses) {

    /** Of a stretch of which only the counts are of interest. */
    public static Distributions none() {
        return new Distributions(List.of(), new Histogram(3), new Histogram(3));
    }

    /** Of all classes together. */
    public Histogram latency() {
        return latencyByClass.stream().reduce(new Histogram(3), Distributions::sum);
    }

    public Distributions plus(Distributions other) {
        return new Distributions(
                IntStream.range(0, latencyByClass.size())
                        .mapToObj(c -> sum(latencyByClass.get(c), other.latencyByClass.get(c)))
                        .toList(),
                sum(response, other.response),
                sum(pauses, other.pauses));
    }

    private static Histogram sum(Histogram a, Histogram b) {
        Histogram sum = a.copy();
        sum.add(b);
        return sum;
    }
}
