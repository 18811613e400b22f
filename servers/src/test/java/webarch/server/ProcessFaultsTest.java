package webarch.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Faults that concern a process as a whole: no descriptors, the end. */
class ProcessFaultsTest {
    static final List<String> PLAIN = Variants.PLAIN;

    private static final int CLIENTS = 16;

    @ParameterizedTest
    @FieldSource("PLAIN")
    void withoutDescriptorsItWaitsAtRestAndRecovers(String server) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (ServerProcess process = ServerProcess.start(server, "--root=" + LiveServer.ROOT)) {
            warmUp(process);
            process.limitDescriptors(process.openDescriptors() + 8);
            for (int i = 0; i < 20; i++) {
                clients.add(new RawClient(process.port()));
                clients.getLast().send("GET /f100 HTTP/1.1|Host: x||");
            }
            assertEquals(200, clients.getFirst().read().status());
            RawClient last = clients.getLast();
            last.socket().setSoTimeout(1000);
            long wall = -System.nanoTime();
            long cpu = -process.cpuNanos();
            assertThrows(SocketTimeoutException.class, last::read, "there is no descriptor for it");
            wall += System.nanoTime();
            cpu += process.cpuNanos();
            assertTrue(cpu < wall / 10, cpu + " ns of CPU in " + wall);
            for (RawClient client : clients.subList(0, 15)) {
                client.close();
            }
            last.socket().setSoTimeout(10_000);
            assertEquals(200, last.read().status(), "goes on with the descriptors given back");
            process.limitDescriptors(1000);
            try (RawClient client = new RawClient(process.port())) {
                assertEquals(200, client.get("/f5000000").status());
            }
        }
        for (RawClient client : clients) {
            client.close();
        }
    }

    /** What is loaded and compiled at first use shall not count as spinning. */
    private static void warmUp(ServerProcess process) throws IOException {
        try (RawClient client = new RawClient(process.port())) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(200, client.get("/f100").status());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void underLoadNoReplyIsCutByTheEnd(String server) throws Exception {
        byte[] expected = Files.readAllBytes(LiveServer.ROOT.resolve("f65536"));
        CountDownLatch busy = new CountDownLatch(20 * CLIENTS);
        try (ServerProcess process =
                        ServerProcess.start(
                                server, "--root=" + LiveServer.ROOT, "--send-buffer=8192");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> wholeReplies(process.port(), expected, busy)));
            }
            busy.await();
            process.terminate();
            assertEquals(0, process.awaitEnd());
            for (Future<Long> client : clients) {
                assertTrue(client.get() > 0);
            }
        }
    }

    /** Asks again and again until the server is gone; every reply that begins must be whole. */
    private static long wholeReplies(int port, byte[] expected, CountDownLatch busy)
            throws IOException {
        long replies = 0;
        while (true) {
            try (RawClient client = new RawClient(port)) {
                while (true) {
                    client.send("GET /f65536 HTTP/1.1|Host: x||");
                    if (!client.hasReply()) {
                        break;
                    }
                    assertArrayEquals(expected, whole(client).body());
                    busy.countDown();
                    replies++;
                }
            } catch (SocketException gone) {
                return replies;
            }
        }
    }

    private static RawClient.Answer whole(RawClient client) {
        try {
            return client.read();
        } catch (IOException cut) {
            throw new AssertionError("a reply was cut", cut);
        }
    }
}
