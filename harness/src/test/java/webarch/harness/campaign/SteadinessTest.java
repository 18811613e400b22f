package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution.Sampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series of which it is known how they go. */
class SteadinessTest {
    private static final int SECONDS = 12;

    /** {@code level} by second, with noise of 1 %. */
    private static double[] noisy(long seed, IntToDoubleFunction level) {
        Sampler noise =
                NormalDistribution.of(0, 0.01)
                        .createSampler(RandomSource.XO_SHI_RO_256_PP.create(seed));
        return IntStream.range(0, SECONDS)
                .mapToDouble(i -> level.applyAsDouble(i) * Math.exp(noise.sample()))
                .toArray();
    }

    /** How often of 100 series a verdict comes out. */
    private static long of100(Steadiness verdict, IntToDoubleFunction level) {
        return IntStream.range(0, 100)
                .filter(seed -> Steadiness.judge(noisy(seed, level)) == verdict)
                .count();
    }

    @Test
    void noiseIsFlat() {
        long flat = of100(Steadiness.FLAT, _ -> 10e-6);
        assertTrue(flat >= 95, () -> "flat " + flat);
    }

    @Test
    void aStepDownIsWarmingAndAStepUpIsSlowing() {
        assertTrue(of100(Steadiness.WARMING, i -> i < 4 ? 12e-6 : 10e-6) >= 95);
        assertTrue(of100(Steadiness.SLOWING, i -> i < 6 ? 10e-6 : 11e-6) >= 95);
    }

    @Test
    void compilationThatFadesIsWarming() {
        assertTrue(of100(Steadiness.WARMING, i -> 10e-6 * (1 + 0.5 * Math.exp(-i / 2.0))) >= 90);
    }

    @Test
    void whatChangesAtTheEndIsUnsteady() {
        assertTrue(of100(Steadiness.UNSTEADY, i -> i < 10 ? 10e-6 : 13e-6) >= 95);
    }

    @Test
    void aDifferenceTooSmallToMatterIsFlat() {
        double[] exact = IntStream.range(0, SECONDS).mapToDouble(i -> i < 6 ? 100 : 101).toArray();
        assertEquals(Steadiness.FLAT, Steadiness.judge(exact));
    }

    @Test
    void oneOutlierIsNoSegment() {
        double[] series = noisy(1, _ -> 10e-6);
        series[5] *= 1.08;
        assertEquals(Steadiness.FLAT, Steadiness.judge(series));
        assertEquals(List.of(0), new ChangePoints(series).starts());
    }

    @Test
    void wildValuesAreUnsteady() {
        double[] wild =
                IntStream.range(0, SECONDS).mapToDouble(i -> i % 2 == 0 ? 10 : 14).toArray();
        assertEquals(Steadiness.UNSTEADY, Steadiness.judge(wild));
    }

    @Test
    void aSecondWithoutRepliesIsUnsteady() {
        double[] series = noisy(1, _ -> 10e-6);
        series[3] = Double.POSITIVE_INFINITY;
        assertEquals(Steadiness.UNSTEADY, Steadiness.judge(series));
    }

    @ParameterizedTest
    @CsvSource({"5, ", "6, FLAT"})
    void shortSeriesHaveNoVerdict(int measured, Steadiness verdict) {
        List<Second> seconds = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            seconds.add(second(i, Second.Phase.WARMUP, 20));
        }
        for (int i = 1; i <= measured; i++) {
            seconds.add(second(3 + i, Second.Phase.MEASURED, 10));
        }
        // What is left over at the end is no second, whatever it cost.
        seconds.add(second(3 + measured + 0.1, Second.Phase.MEASURED, 99));
        assertEquals(Optional.ofNullable(verdict), Steadiness.of(seconds));
    }

    private static Second second(double end, Second.Phase phase, double micros) {
        return new Second(end, phase, 1000, 0, 0, micros * 1e-3, 0, 0);
    }

    @Test
    void theCutIsWhereTheLevelChanges() {
        double[] series = new double[30];
        Arrays.fill(series, 0, 10, 30);
        Arrays.fill(series, 10, 18, 20);
        Arrays.fill(series, 18, 30, 10);
        assertEquals(List.of(0, 10, 18), new ChangePoints(series).starts());
    }
}
