package webarch.harness.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import webarch.harness.paired.HierarchicalBootstrap.Interval;

/** Cases whose answer is known. Everything is seeded, so none of them can fail by chance. */
class HierarchicalBootstrapTest {
    private static final HierarchicalBootstrap BOOTSTRAP = new HierarchicalBootstrap(1, 2000);

    @Test
    void valuesThatAreAllTheSameLeaveNoDoubt() {
        double[][] same = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
        assertEquals(new Interval(0.5, 0.5, 0.5), BOOTSTRAP.of(same));
        assertEquals(Math.exp(0.5), BOOTSTRAP.of(same).exp().low());
    }

    @Test
    void theEstimateIsTheMeanOfTheLaunchesMedians() {
        double[][] burst = {{1, 2, 900}, {4, 4, 4}, {5, 6, 7}};
        assertEquals((2 + 4 + 6) / 3.0, BOOTSTRAP.of(burst).estimate());
    }

    @Test
    void withoutSpreadWithinLaunchesTheIntervalIsThatOfTheLaunches() {
        // Means of five draws from {0, …, 4}: variance 2/5; spread by √(5/4) · t(4)/z = 1.584.
        double[][] launches = {{0}, {1}, {2}, {3}, {4}};
        Interval interval = new HierarchicalBootstrap(1, 50_000).of(launches);
        double halfWidth = 1.96 * Math.sqrt(0.4) * 1.584;
        assertEquals(2, interval.estimate());
        assertEquals(halfWidth, interval.high() - 2, 0.1);
        assertEquals(halfWidth, 2 - interval.low(), 0.1);
    }

    @Test
    void moreRoundsDoNotReplaceLaunches() {
        double[][] few = {{0, 0.01}, {1, 1.01}, {2, 2.01}};
        double[][] many = new double[3][200];
        for (int launch = 0; launch < 3; launch++) {
            Arrays.fill(many[launch], launch);
        }
        Interval narrow = BOOTSTRAP.of(many);
        Interval wide = BOOTSTRAP.of(few);
        assertEquals(wide.high() - wide.low(), narrow.high() - narrow.low(), 0.1);
    }

    @Test
    void fewerThanThreeLaunchesHaveNoInterval() {
        Interval interval = BOOTSTRAP.of(new double[][] {{1, 2}, {2, 3}});
        assertEquals(2, interval.estimate());
        assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.exp().high()));
    }

    @Test
    void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        int covered = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[][] values = new double[5][4];
            for (double[] launch : values) {
                double ofLaunch = 0.03 * normal.sample();
                Arrays.setAll(launch, _ -> 0.1 + ofLaunch + 0.13 * normal.sample());
            }
            Interval interval = new HierarchicalBootstrap(trial, 400).of(values);
            covered += interval.low() <= 0.1 && 0.1 <= interval.high() ? 1 : 0;
        }
        // Of 200, 190 are expected at 95 %; the interval is meant to err on the wide side.
        assertTrue(covered >= 186, covered + " of " + trials);
    }
}
