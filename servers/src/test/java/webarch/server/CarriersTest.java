package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carriers that share a cache, and so wait for each other with a request half served. */
@Timeout(60)
class CarriersTest {
    private static final int FILES = 64;
    private static final int CLIENTS = 16;
    private static final int REQUESTS = 500;

    @TempDir private Path root;

    /** The cache holds next to nothing, so that nearly every request takes its lock. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "knot --carriers 4",
                "knot --carriers 4 --cache private",
                "knot --scheduler jdk --carriers 4"
            })
    void everyRequestIsAnsweredForWhatItAsked(String variant) throws Exception {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(root.resolve(Integer.toString(i)), Integer.toString(i).repeat(i));
        }
        LiveServer server = LiveServer.startBelow(root, variant, "--cache-memory=1000");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(executor.submit(asking(server, i)));
            }
            for (Future<Void> client : all) {
                client.get();
            }
        }
        server.stop();
        assertEquals((long) CLIENTS * REQUESTS, server.counters().total(Counter.REPLIES));
    }

    /** Requests of different methods and lengths, two at a time. */
    private static Callable<Void> asking(LiveServer server, int number) {
        return () -> {
            try (RawClient client = new RawClient(server.port())) {
                for (int i = 0; i < REQUESTS; i += 2) {
                    int file = (number * 7 + i * 5) % FILES;
                    String fields = "Host: x|X: " + "y".repeat(number * 20);
                    client.send("HEAD /" + file + " HTTP/1.1|" + fields + "||");
                    client.send("GET /" + file + " HTTP/1.1|Host: x||");
                    assertEquals(content(file).length, length(client.readHead()));
                    assertArrayEquals(content(file), client.read().body());
                }
            }
            return null;
        };
    }

    private static int length(RawClient.Answer answer) {
        assertEquals(200, answer.status());
        return Integer.parseInt(answer.field("content-length"));
    }

    private static byte[] content(int file) {
        return Integer.toString(file).repeat(file).getBytes(ISO_8859_1);
    }
}
