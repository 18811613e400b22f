package webarch.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import webarch.linux.SystemCalls;

class WatchdogTest {
    private static final int NO_SOCKET = -1;

    private final SystemCalls calls = new SystemCalls(Arena.global());
    private final Watchdog watchdog = new Watchdog();

    @BeforeEach
    void begin() {
        watchdog.begin(NO_SOCKET, null);
        watchdog.expireAt(1000);
    }

    @Test
    void aConnectionWhoseTimeIsUpExpires() {
        watchdog.expire(calls, 1001);
        assertTrue(watchdog.hasExpired());
    }

    @Test
    void theNextClientOfAConnectionDoesNotExpireInPlaceOfTheLast() {
        assertTrue(watchdog.isOverdue(1500));
        watchdog.end();
        watchdog.expireAt(2000);
        watchdog.begin(NO_SOCKET, null);
        watchdog.expire(calls, 1500);
        assertFalse(watchdog.hasExpired());
    }

    @Test
    void aClosedConnectionIsLeftAlone() {
        watchdog.end();
        watchdog.expire(calls, 1001);
        assertFalse(watchdog.hasExpired());
    }
}
