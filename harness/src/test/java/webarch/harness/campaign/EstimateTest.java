package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.Home;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.plan.Scale;

class EstimateTest {
    @Test
    void theRunsSeenCorrectThePlan() {
        Estimate estimate = new Estimate(Duration.ofMillis(1300));
        assertEquals(Duration.ofSeconds(20), estimate.of(10));
        estimate.add(Duration.ofSeconds(2));
        estimate.add(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(30), estimate.of(10));
        assertEquals(Duration.ZERO, estimate.of(0));
    }

    @ParameterizedTest
    @CsvSource({
        "smoke, smoke, 60, PT3M",
        "smoke, quick, 60, PT4M",
        "smoke, full, 100, PT15M",
        "throughput, smoke, 24, PT1M",
        "throughput, quick, 120, PT8M",
        "throughput, full, 200, PT1H",
    })
    void theShippedPlansKeepTheTimesTheyState(
            String name, String scaleName, int runs, Duration most) {
        Plan plan = PlanFile.load(new Home(Path.of("").toAbsolutePath().getParent()), name);
        Scale scale = plan.scale(scaleName);
        assertEquals(runs, plan.runs(scale).size());
        Duration all = new Estimate(scale.loadTime()).of(runs);
        assertTrue(all.compareTo(most) <= 0, all::toString);
    }
}
