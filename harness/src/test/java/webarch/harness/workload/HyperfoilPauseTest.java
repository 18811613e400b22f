package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole milliseconds that come to the workload's mean. */
class HyperfoilPauseTest {
    private static Think think(String active, String inactive, double perPage, boolean fixed) {
        return new Think(Duration.parse(active), Duration.parse(inactive), perPage, fixed);
    }

    /** Of what Hyperfoil draws: an exponential time, rounded down. */
    private static double mean(List<HyperfoilPause> pauses) {
        double mean = 0;
        for (HyperfoilPause pause : pauses) {
            double millis = pause.millis();
            if (!pause.constant() && millis > 0) {
                // The sum of P(more than k) over k from 1 on.
                double more = Math.exp(-1 / millis);
                millis = more / (1 - more);
            }
            mean += pause.share() * millis;
        }
        return mean;
    }

    @Test
    void whatIsRoundedDownHasTheMeanOfTheWorkload() {
        assertEquals(20, mean(HyperfoilPause.of(think("PT0.02S", "PT0.02S", 1, false))), 1e-9);
        double mixed = 343 * (1 - 1 / 2.4) + 3000 / 2.4;
        assertEquals(mixed, mean(HyperfoilPause.of(think("PT0.343S", "PT3S", 2.4, false))), 1e-6);
        assertEquals(0.4, mean(HyperfoilPause.of(think("PT0.0004S", "PT0S", 1e9, false))), 1e-6);
    }

    @Test
    void aConstantTimeIsOneOrTheTwoNextToIt() {
        assertEquals(
                List.of(new HyperfoilPause(1, 20, true)),
                HyperfoilPause.of(think("PT1S", "PT0.02S", 1, true)));
        List<HyperfoilPause> between = HyperfoilPause.of(think("PT1S", "PT0.0205S", 1, true));
        assertEquals(List.of(20, 21), between.stream().map(HyperfoilPause::millis).toList());
        assertEquals(20.5, mean(between), 1e-9);
    }
}
