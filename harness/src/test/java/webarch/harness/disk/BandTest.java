package webarch.harness.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run whose device did something else than the plan is about does not count. */
class BandTest {
    private final Band band = new Band(0.1, 0.5, Duration.ofMillis(4), Duration.ofMillis(8));

    @Test
    void withinTheBandNothingIsWrong() {
        assertEquals(List.of(), band.judge(0.1, 8_000));
    }

    @Test
    void tooFewReadsAreNamed() {
        assertEquals(
                List.of("device reads per request 0.0200, outside 0.1..0.5"),
                band.judge(0.02, 5_000));
    }

    @Test
    void tooManyReadsAreNamed() {
        assertEquals(
                List.of("device reads per request 0.6000, outside 0.1..0.5"),
                band.judge(0.6, 5_000));
    }

    @Test
    void aDeviceOfAnotherSpeedIsNamed() {
        assertEquals(List.of("device read latency 90 us, outside 4000..8000"), band.judge(0.2, 90));
        assertEquals(
                List.of("device read latency 20000 us, outside 4000..8000"),
                band.judge(0.2, 20_000));
    }
}
