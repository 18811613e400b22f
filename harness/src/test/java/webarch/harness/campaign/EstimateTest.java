package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void theRunsSeenCorrectThePlan() {
        Estimate estimate = new Estimate(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(20), estimate.of(10));
        estimate.add(Duration.ofSeconds(2));
        estimate.add(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(30), estimate.of(10));
        assertEquals(Duration.ZERO, estimate.of(0));
    }
}
