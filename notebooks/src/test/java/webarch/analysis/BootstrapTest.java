package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTest {
    @Test
    void theMeanIsTheSampleMean() {
        assertEquals(3, Bootstrap.STANDARD.mean(1, 2, 6).mean());
    }

    @Test
    void identicalValuesHaveAnIntervalOfNoWidth() {
        Estimate estimate = Bootstrap.STANDARD.mean(7, 7, 7, 7);

        assertEquals(new Estimate(4, 7, 7, 7), estimate);
    }

    @Test
    void fewerThanThreeValuesHaveNoInterval() {
        assertFalse(Bootstrap.STANDARD.mean(1, 2).hasInterval());
        assertEquals(1.5, Bootstrap.STANDARD.mean(1, 2).mean());
        assertTrue(Bootstrap.STANDARD.mean(1, 2, 3).hasInterval());
        assertEquals(0, Bootstrap.STANDARD.mean().n());
    }

    @Test
    void whatIsNeverNegativeHasNoMeanBelowZero() {
        assertEquals(0, Bootstrap.STANDARD.mean(1, 1, 100).low());
        assertTrue(Bootstrap.STANDARD.mean(-1, 1, 100).low() < 0);
    }

    @Test
    void aMeanDifferenceMayBeNegativeThoughNoneOfItsValuesIs() {
        assertTrue(Bootstrap.STANDARD.signedMean(1, 1, 100).low() < 0);
    }

    @Test
    void aRatioOfMeansHasTheSpreadOfBoth() {
        // In proportion there is no doubt of the ratio, however much there is of either mean.
        Estimate sure = Bootstrap.STANDARD.ratioOfMeans(array(2, 3, 4), array(20, 30, 40));
        assertEquals(0.1, sure.low(), 1e-12);
        assertEquals(0.1, sure.high(), 1e-12);
        Estimate unsure = Bootstrap.STANDARD.ratioOfMeans(array(3, 3, 3), array(20, 30, 40));
        assertEquals(0.1, unsure.mean(), 1e-12);
        assertTrue(unsure.low() < 0.06 && unsure.high() > 0.9, unsure.toString());
        // The mean below may be anything between less than nothing and sixty.
        assertFalse(
                Bootstrap.STANDARD.ratioOfMeans(array(3, 3, 3), array(1, 30, 40)).hasInterval());
    }

    private static double[] array(double... values) {
        return values;
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6};

        assertEquals(new Bootstrap(1, 1000).mean(values), new Bootstrap(1, 1000).mean(values));
        assertNotEquals(new Bootstrap(1, 1000).mean(values), new Bootstrap(2, 1000).mean(values));
    }

    @Test
    void theIntervalScalesAndShiftsWithTheValues() {
        Estimate one = Bootstrap.STANDARD.mean(11, 12, 14, 18);
        Estimate ten = Bootstrap.STANDARD.mean(210, 220, 240, 280);

        assertEquals(100 + 10 * one.low(), ten.low(), 1e-9);
        assertEquals(100 + 10 * one.high(), ten.high(), 1e-9);
    }

    /** For many normal values the interval is the classic one: mean ± 1.96 standard errors. */
    @Test
    void manyNormalValuesHaveTheClassicInterval() {
        int n = 400;
        double[] values = new double[n];
        NormalDistribution normal = NormalDistribution.of(50, 10);
        for (int i = 0; i < n; i++) {
            values[i] = normal.inverseCumulativeProbability((i + 0.5) / n);
        }

        Estimate estimate = Bootstrap.STANDARD.mean(values);

        double expected = 1.96 * 10 / Math.sqrt(n);
        assertEquals(50 - expected, estimate.low(), 0.05 * expected);
        assertEquals(50 + expected, estimate.high(), 0.05 * expected);
    }

    /** 4,000 samples: the share that covers has a standard error of 0.0034. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void nineteenOfTwentyIntervalsOfNormalValuesCoverTheTrueMean(int n) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11L);
        ContinuousDistribution.Sampler normal = NormalDistribution.of(100, 5).createSampler(random);
        int samples = 4000;
        int covering = 0;
        for (int i = 0; i < samples; i++) {
            double[] values = normal.samples(n).toArray();
            Estimate estimate = new Bootstrap(i, 400).mean(values);
            if (estimate.low() <= 100 && 100 <= estimate.high()) {
                covering++;
            }
        }

        assertEquals(0.95, (double) covering / samples, 0.015);
    }
}
