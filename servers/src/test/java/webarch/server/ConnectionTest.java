package webarch.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import webarch.linux.SystemCalls;

/** What the thread that looks after time-outs may do to a connection, and what it may not. */
class ConnectionTest {
    private static final int NO_SOCKET = -1;
    private static final long HEAD_MILLIS = 5_000;

    private final SystemCalls calls = new SystemCalls(Arena.global());
    private Service service;
    private Connection connection;

    @BeforeEach
    void begin() throws IOException {
        Arguments given =
                Usage.parse("userver", "--root=" + LiveServer.ROOT, "--port=0", "--head-timeout=5");
        service = new Service(ServerArguments.from(given), Counters.inMemory(), 1);
        connection = new Connection(service, Arena.global().allocate(Input.SIZE));
        connection.begin(NO_SOCKET);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop(Duration.ZERO);
    }

    @Test
    void aConnectionWhoseTimeIsUpExpires() {
        connection.expire(calls, Clock.nowMillis() + HEAD_MILLIS + 1);
        assertTrue(connection.expired);
    }

    @Test
    void theNextClientOfAConnectionDoesNotExpireInPlaceOfTheLast() throws IOException {
        long now = Clock.nowMillis() + HEAD_MILLIS / 2;
        assertFalse(connection.isOverdue(now));
        connection.expire(calls, now);
        assertFalse(connection.expired, "it has begun anew since it was found to be overdue");
    }

    @Test
    void aClosedConnectionIsLeftAlone() throws IOException {
        connection.end(service.workspace());
        connection.expire(calls, Clock.nowMillis() + HEAD_MILLIS + 1);
        assertFalse(connection.expired);
    }
}
