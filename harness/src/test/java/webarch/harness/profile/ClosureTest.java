package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile that does not add up is not sound, and says what does not. */
class ClosureTest {
    /** So many samples and ticks that chance has no part in their shares. */
    private static final double COUNTLESS = 1e12;

    private static final int PAIRS = 5000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // sampled, categories, kernel sampled, compiler, unclassified, kernel stacks
                "10.0 | 1    | 0.70 | 0.01 | 0.01 | true  | -",
                "9.51 | 1    | 0.70 | 0.01 | 0.01 | true  | -",
                "9.49 | 1    | 0.70 | 0.01 | 0.01 | true  | samples are 94.9 % of the CPU time billed",
                "10.6 | 1    | 0.70 | 0.01 | 0.01 | true  | samples are 106.0 % of the CPU time billed",
                "10.0 | 0.99 | 0.70 | 0.01 | 0.01 | true  | categories are 99.0 % of the samples",
                "10.0 | 1    | 0.72 | 0.01 | 0.01 | true  | -",
                "10.0 | 1    | 0.74 | 0.01 | 0.01 | true  | the kernel has 74.0 % of the samples and 70.0 % of the CPU time billed",
                "10.0 | 1    | 0.70 | 0.06 | 0.01 | true  | the JIT compiler has 6.0 % of the CPU time billed",
                "10.0 | 1    | 0.70 | NaN  | 0.01 | true  | -",
                "10.0 | 1    | 0.70 | 0.01 | 0.06 | true  | 6.0 % unclassified",
                "10.0 | 1    | 0.00 | 0.01 | 0.01 | false | no kernel stacks",
            })
    void says(
            double sampled,
            double categories,
            double kernel,
            double compiler,
            double unclassified,
            boolean kernelStacks,
            String failure) {
        Closure closure =
                new Closure(
                        sampled,
                        10,
                        Double.NaN,
                        1,
                        categories,
                        kernel,
                        0.7,
                        COUNTLESS,
                        COUNTLESS,
                        compiler,
                        unclassified,
                        0.1,
                        kernelStacks);
        assertEquals(failure == null ? List.of() : List.of(failure), closure.failures());
    }

    @Test
    void whereTheTimeOnACpuIsCountedSamplesLieBetweenThatAndTheBill() {
        assertEquals(0.87, idle(8.7).coverage(), 1e-9);
        assertEquals(List.of(), idle(8.7).failures());
        assertEquals(List.of(), idle(10.4).failures());
        assertEquals(List.of("samples are 94.4 % of the time on a CPU"), idle(8.5).failures());
        assertEquals(List.of("samples are 106.0 % of the CPU time billed"), idle(10.6).failures());
    }

    @ParameterizedTest
    @CsvSource({"0.98, 9.4, false", "0.96, 9.4, true", "0.3, 8.6, true", "0.3, 8.4, false"})
    void wakingAnIdleCpuIsBilledAndNotSampled(double utilisation, double sampled, boolean sound) {
        Closure closure =
                new Closure(
                        sampled,
                        10,
                        Double.NaN,
                        utilisation,
                        1,
                        0.7,
                        0.7,
                        COUNTLESS,
                        COUNTLESS,
                        0.01,
                        0.01,
                        0.1,
                        true);
        assertEquals(sound, closure.failures().isEmpty(), closure.failures().toString());
    }

    @ParameterizedTest
    @CsvSource({
        // CPU time in s, kernel's share of the samples, of the bill, whether that may be chance
        "1.25, 0.70, 0.63, true",
        "1.25, 0.70, 0.60, false",
        "1.25, 0.60, 0.70, false",
        "5, 0.70, 0.65, true",
        "5, 0.70, 0.64, false",
        "500, 0.70, 0.665, false",
        "0.5, 0.0, 0.7, false",
    })
    void whatChanceAddsToTheKernelsShareIsAllowed(
            double seconds, double sampled, double billed, boolean allowed) {
        Closure closure =
                new Closure(
                        seconds,
                        seconds,
                        Double.NaN,
                        1,
                        1,
                        sampled,
                        billed,
                        seconds / 0.0029,
                        seconds * 250,
                        0.01,
                        0.01,
                        0.1,
                        true);
        assertEquals(allowed, closure.failures().isEmpty(), closure.failures().toString());
    }

    @Test
    void aGoodProfileIsHardlyEverRefusedForBeingShort() {
        // 1.25 s of CPU time, 70 % of it in the kernel.
        Random random = new Random(7);
        int refused = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double sampled = share(random, 431);
            double billed = share(random, 312);
            Closure closure =
                    new Closure(
                            1.25,
                            1.25,
                            Double.NaN,
                            1,
                            1,
                            sampled,
                            billed,
                            431,
                            312,
                            0.01,
                            0.01,
                            0.1,
                            true);
            refused += closure.failures().isEmpty() ? 0 : 1;
        }
        assertTrue(refused < PAIRS / 50, refused + " of " + PAIRS);
    }

    /** Of so many moments, those that happened to be in the kernel. */
    private static double share(Random random, int moments) {
        int kernel = 0;
        for (int moment = 0; moment < moments; moment++) {
            kernel += random.nextDouble() < 0.7 ? 1 : 0;
        }
        return (double) kernel / moments;
    }

    /** Of a server that was on a CPU for 9 s and billed for 10. */
    private static Closure idle(double sampled) {
        return new Closure(
                sampled,
                10,
                9,
                0.5,
                1,
                0.7,
                0.7,
                COUNTLESS,
                COUNTLESS,
                Double.NaN,
                0.01,
                0.1,
                true);
    }
}
