package webarch.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to a server of stages and queues. */
@Timeout(60)
class PipelineTest {
    private static final int REQUESTS = 20;
    private static final List<String> FILES = List.of("f1", "f65536", "f4096", "f1000000", "f100");

    /**
     * Clients that send many requests at once, read nothing before all of them have, and have
     * little room for replies: queues full in both directions, and sockets too.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "watpipe --queue 1",
                "watpipe --queue 1 --readers 3 --writers 2",
                "watpipe --queue 2 --readers 2 --writers 3",
                "watpipe --queue 1 --workers 1",
                "watpipe --queue 2 --workers 3",
                "watpipe --queue 1 --sockets blocking",
                "watpipe --queue 2 --sockets blocking --readers 2 --writers 2",
                "watpipe --queue 1 --sockets blocking --workers 2"
            })
    void fullQueuesBetweenStagesNeverStopThemForGood(String variant) throws Exception {
        LiveServer server = LiveServer.start(variant, "--send-buffer=20000");
        int clients = 16;
        CyclicBarrier allHaveSent = new CyclicBarrier(clients);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(executor.submit(pipelining(server, allHaveSent, i)));
            }
            for (Future<Void> client : all) {
                client.get();
            }
        }
        server.stop();
        Counters counters = server.counters();
        assertEquals((long) clients * REQUESTS, counters.total(Counter.REPLIES));
        assertEquals(0, counters.total(Counter.ABORTS));
        assertTrue(counters.total(Counter.QUEUE_FULL) > 0);
        boolean blocking = variant.contains("blocking");
        assertEquals(blocking, counters.total(Counter.WOULD_BLOCK) == 0);
    }

    private static Callable<Void> pipelining(
            LiveServer server, CyclicBarrier allHaveSent, int index) {
        return () -> {
            try (RawClient client = new RawClient(server.port())) {
                client.socket().setReceiveBufferSize(50_000);
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < REQUESTS; i++) {
                    requests.append("GET /").append(file(index + i)).append(" HTTP/1.1|Host: x||");
                }
                client.send(requests.toString());
                allHaveSent.await();
                for (int i = 0; i < REQUESTS; i++) {
                    assertArrayEquals(content(file(index + i)), client.read().body());
                }
            }
            return null;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watpipe",
                "watpipe --workers 1",
                "watpipe --sockets blocking --writers 2",
                "watpipe --sockets blocking --workers 2"
            })
    void aClientThatDoesNotReadHoldsUpAtMostOneThread(String variant) throws Exception {
        LiveServer server = LiveServer.start(variant, "--send-buffer=200000");
        try (RawClient stubborn = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            stubborn.socket().setReceiveBufferSize(200_000);
            stubborn.send("GET /f5000000 HTTP/1.1|Host: x||");
            for (int i = 0; i < 50; i++) {
                assertArrayEquals(content("f4096"), other.get("/f4096").body());
            }
            assertTrue(server.counters().total(Counter.REPLIES) <= 50);
            assertArrayEquals(content("f5000000"), stubborn.read().body());
        }
        server.stop();
    }

    @Test
    void stagesCountEveryRequestOnce() throws Exception {
        LiveServer server = LiveServer.start("watpipe");
        int requests = 50;
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < requests; i++) {
                client.get("/f100");
            }
        }
        server.stop();
        Counters counters = server.counters();
        int withTheEnd = requests + 1;
        assertEquals(withTheEnd, counters.total(Counter.READ_TICKETS));
        assertEquals(withTheEnd, counters.total(Counter.READ_BATCHES));
        assertEquals(withTheEnd, counters.total(Counter.READ_PUTS));
        assertEquals(withTheEnd, counters.total(Counter.READ_QUEUE_LENGTHS));
        assertEquals(requests, counters.total(Counter.WRITE_TICKETS));
        assertEquals(requests, counters.total(Counter.WRITE_PUTS));
        assertEquals(1, counters.total(Counter.READ_QUEUE_LONGEST));
        assertTrue(counters.total(Counter.WRITE_QUEUE_WAIT_NS) > 0);
        assertTrue(counters.total(Counter.WRITE_SERVICE_NS) > 0);
        assertEquals(0, counters.total(Counter.QUEUE_FULL));
    }

    private static String file(int index) {
        return FILES.get(index % FILES.size());
    }

    private static byte[] content(String file) throws IOException {
        return Files.readAllBytes(LiveServer.ROOT.resolve(file));
    }
}
