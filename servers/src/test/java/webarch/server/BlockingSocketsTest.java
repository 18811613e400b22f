package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a client that does not read holds up where sockets are blocking. */
class BlockingSocketsTest {
    @Test
    void aSlowReaderHoldsUpItsEventLoopAndNotTheOther() throws Exception {
        LiveServer server = LiveServer.start("userver --loops 2 --sockets blocking");
        try (RawClient slow = new RawClient(server.port())) {
            slow.socket().setReceiveBufferSize(100_000);
            slow.send("GET /f5000000 HTTP/1.1|Host: x||");
            slow.socket().getInputStream().readNBytes(1);
            for (int i = 0; i < 20; i++) {
                try (RawClient other = new RawClient(server.port())) {
                    assertEquals(200, other.get("/f1").status());
                }
            }
            assertTrue(server.counters().total(Counter.REPLIES) <= 20, "the slow one is finished");
            assertEquals(0, server.counters().total(Counter.WOULD_BLOCK));
        }
        server.stop();
    }
}
