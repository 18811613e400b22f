package webarch.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FutexTest {
    private final Futex futex = new Futex(Arena.global());
    private final SystemCalls calls = new SystemCalls(Arena.global());

    @Test
    void aWakeBeforeTheSleepIsNotLost() {
        futex.arm();
        futex.wake(calls);
        futex.sleep(calls);
    }

    @Test
    void whoDidNotArmDoesNotSleep() {
        futex.sleep(calls);
    }

    /** Each thread arms its futex, wakes the other and sleeps, so one lost wake ends it all. */
    @Test
    void twoThreadsWakeEachOtherInTurn() throws InterruptedException {
        int rounds = 10_000;
        Futex other = new Futex(Arena.global());
        AtomicInteger turns = new AtomicInteger();
        other.arm();
        Thread partner =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    SystemCalls own = new SystemCalls(Arena.global());
                                    for (int i = 0; i < rounds; i++) {
                                        other.sleep(own);
                                        turns.incrementAndGet();
                                        other.arm();
                                        futex.wake(own);
                                    }
                                });
        for (int i = 0; i < rounds; i++) {
            futex.arm();
            other.wake(calls);
            futex.sleep(calls);
            assertEquals(i + 1, turns.get());
        }
        partner.join();
    }

    @Test
    void anArchitectureWhoseNumberIsNotKnownIsSaid() {
        assertEquals(202, Futex.number("amd64"));
        assertEquals(98, Futex.number("aarch64"));
        assertThrows(UnsupportedOperationException.class, () -> Futex.number("sparc"));
    }
}
