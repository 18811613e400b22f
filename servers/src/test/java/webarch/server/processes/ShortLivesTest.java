package webarch.server.processes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShortLivesTest {
    private static final Duration LONG = ShortLives.SHORT.plusMillis(1);

    private final ShortLives lives = new ShortLives();

    @Test
    void fiveShortLivesInARowAreTooMany() {
        for (int i = 1; i < 5; i++) {
            assertFalse(lives.tooMany(ShortLives.SHORT));
        }
        assertTrue(lives.tooMany(Duration.ZERO));
    }

    @Test
    void aProcessThatHasServedForAWhileMakesAFreshStart() {
        for (int i = 0; i < 100; i++) {
            assertFalse(lives.tooMany(i % 5 == 4 ? LONG : Duration.ZERO));
        }
    }
}
