package webarch.harness.disk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the device must have done in a run for it to be about what its plan says.
 *
 * @param fewestReads per request
 * @param mostReads per request
 * @param fastest mean latency of a read
 * @param slowest mean latency of a read
 */
public record Band(double fewestReads, double mostReads, Duration fastest, Duration slowest) {

    /** Why the run does not count; empty when it does. */
    List<String> judge(double readsPerRequest, double latencyMicros) {
        List<String> reasons = new ArrayList<>();
        if (readsPerRequest < fewestReads || readsPerRequest > mostReads) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "device reads per request %.4f, outside %s..%s",
                            readsPerRequest,
                            fewestReads,
                            mostReads));
        }
        if (latencyMicros < micros(fastest) || latencyMicros > micros(slowest)) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "device read latency %.0f us, outside %.0f..%.0f",
                            latencyMicros,
                            micros(fastest),
                            micros(slowest)));
        }
        return reasons;
    }

    private static double micros(Duration span) {
        return span.toNanos() / 1e3;
    }
}
