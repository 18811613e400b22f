package webarch.harness.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution.Sampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The good configurations are left, and the time is kept. */
class HalvingTest {
    private static List<Integer> range(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @Test
    void theBestAreLeftInOrder() {
        List<Integer> looks = new ArrayList<>();
        List<Integer> left =
                new Halving<>(range(20).reversed(), 3)
                        .<RuntimeException>run(
                                (candidate, rung, _) -> {
                                    looks.add(rung);
                                    return 100 + candidate;
                                });
        assertEquals(List.of(0, 1, 2), left);
        assertEquals(List.of(20, 10, 5), Halving.rungs(20, 3));
        assertEquals(35, looks.size());
    }

    @Test
    void noiseOfTheSizeOfTheStepsStillLeavesAGoodOne() {
        Sampler noise =
                NormalDistribution.of(0, 0.05)
                        .createSampler(RandomSource.XO_SHI_RO_256_PP.create(1));
        int good = 0;
        for (int trial = 0; trial < 50; trial++) {
            List<Integer> left =
                    new Halving<>(range(32), 3)
                            .<RuntimeException>run(
                                    (candidate, _, _) -> 1 + 0.02 * candidate + noise.sample());
            good += left.stream().anyMatch(candidate -> candidate <= 1) ? 1 : 0;
        }
        assertTrue(good >= 45, "good " + good);
    }

    @Test
    void whatFailsOnceIsOut() {
        List<Integer> left =
                new Halving<>(range(8), 3)
                        .<RuntimeException>run(
                                (candidate, rung, _) ->
                                        candidate == 0 && rung == 2
                                                ? Double.POSITIVE_INFINITY
                                                : candidate);
        assertEquals(List.of(1, 2, 3), left);
        assertEquals(
                List.of(),
                new Halving<>(range(8), 3)
                        .<RuntimeException>run((_, _, _) -> Double.POSITIVE_INFINITY));
    }

    @Test
    void theSearchKeepsToItsShareOfTheBudget() {
        Duration overhead = Duration.ofMillis(1200);
        Duration longest = Duration.ofSeconds(5);
        for (int seconds : List.of(30, 60, 300, 1800)) {
            Budget budget = new Budget(Duration.ofSeconds(seconds), overhead, longest);
            int n = budget.affordable(88);
            List<Integer> rungs = Halving.rungs(n, Budget.FINALISTS);
            Duration all = Duration.ZERO;
            for (int size : rungs) {
                all = all.plus(overhead.plus(budget.window(rungs, size)).multipliedBy(size));
            }
            assertTrue(all.compareTo(budget.search()) <= 0, seconds + " s: " + all);
        }
        assertEquals(88, new Budget(Duration.ofHours(1), overhead, longest).affordable(88));
        assertTrue(new Budget(Duration.ofMinutes(1), overhead, longest).affordable(88) < 30);
    }
}
