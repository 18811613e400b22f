package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Cases whose answer is known; what is random is seeded. */
class MeanRatioTest {
    @Test
    void equalSpreadGivesTheIntervalOfStudent() {
        // Logarithms -0.1, 0, 0.1 and the same + ln 2: variance 0.01, 4 degrees, t = 2.776.
        List<Double> one = List.of(Math.exp(-0.1), 1.0, Math.exp(0.1));
        List<Double> two = one.stream().map(value -> 2 * value).toList();
        MeanRatio ratio = MeanRatio.of(two, one);
        double half = 2.776 * Math.sqrt(2 * 0.01 / 3);
        assertEquals(2, ratio.ratio(), 1e-9);
        assertEquals(Math.exp(Math.log(2) + half), ratio.high(), 1e-3);
        assertEquals(Math.exp(Math.log(2) - half), ratio.low(), 1e-3);
        assertFalse(ratio.containsOne());
    }

    @Test
    void whatIsComparedToItselfHasRatioOne() {
        List<Double> values = List.of(3.0, 4.0, 5.0);
        assertEquals(1, MeanRatio.of(values, values).ratio(), 1e-12);
        assertTrue(MeanRatio.of(values, values).containsOne());
    }

    @Test
    void oneValueHasNoInterval() {
        assertTrue(Double.isNaN(MeanRatio.of(List.of(1.0), List.of(1.0, 2.0)).low()));
    }

    @Test
    void theIntervalCoversTheTruthAsOftenAsItSays() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        int covered = 0;
        for (int trial = 0; trial < 1000; trial++) {
            MeanRatio ratio = MeanRatio.of(values(normal, 0.02, 5), values(normal, 0.1, 5));
            covered += ratio.containsOne() ? 1 : 0;
        }
        assertEquals(950, covered, 20);
    }

    private static List<Double> values(
            ZigguratSampler.NormalizedGaussian normal, double spread, int count) {
        return DoubleStream.generate(() -> Math.exp(spread * normal.sample()))
                .limit(count)
                .boxed()
                .toList();
    }
}
