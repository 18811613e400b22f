package webarch.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fuzz targets on every seed and on every input that fuzzing has found something with. {@code
 * make soak} has Jazzer look for more; it is not started here, because it instruments all classes
 * of the JVM it runs in.
 */
class FuzzTest {
    @ParameterizedTest
    @MethodSource("webarch.http.Seeds#requests")
    void theParserHoldsOnEverySeed(Path seed) throws IOException {
        ParserFuzz.fuzzerTestOneInput(Files.readAllBytes(seed));
    }

    @ParameterizedTest
    @MethodSource("webarch.http.Seeds#targets")
    void targetsHoldOnEverySeed(Path seed) throws IOException {
        TargetPathFuzz.fuzzerTestOneInput(Files.readAllBytes(seed));
    }

    @Test
    void thereAreEnoughSeeds() {
        assertTrue(Seeds.requests().count() >= 200);
        assertTrue(Seeds.targets().count() >= 100);
    }
}
