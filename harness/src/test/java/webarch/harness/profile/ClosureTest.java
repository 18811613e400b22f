package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile that does not add up is not sound, and says what does not. */
class ClosureTest {
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
                        categories,
                        kernel,
                        0.7,
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

    /** Of a server that was on a CPU for 9 s and billed for 10. */
    private static Closure idle(double sampled) {
        return new Closure(sampled, 10, 9, 1, 0.7, 0.7, Double.NaN, 0.01, 0.1, true);
    }
}
