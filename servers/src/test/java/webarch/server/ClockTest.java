package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final long DAY = 86_400_000;

    private final AtomicLong set = new AtomicLong();
    private final Clock clock = new Clock(() -> Clock.nowMillis() + set.get());

    @Test
    void datesFollowAStepOfTheWallClockOnceItIsLookedAt() {
        long now = Clock.nowMillis();
        set.set(-DAY);
        long before = clock.wallMillis(now);
        clock.follow();
        assertTrue(Math.abs(before - DAY - clock.wallMillis(now)) <= 1);
    }

    @Test
    void datesDoNotWaverWithTheRoundingOfTwoClocks() {
        long now = Clock.nowMillis();
        long before = clock.wallMillis(now);
        for (int i = 0; i < 1000; i++) {
            clock.follow();
        }
        assertEquals(before, clock.wallMillis(now));
    }

    @Test
    void noStepOfTheWallClockMovesTimeOuts() {
        long before = Clock.nowMillis();
        set.set(DAY);
        clock.follow();
        assertTrue(Clock.nowMillis() - before < DAY);
    }
}
