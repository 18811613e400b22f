package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What only shows in the long run. Not part of the ordinary tests: {@code make soak} runs it, and
 * says how large.
 */
@Tag("soak")
@Timeout(3600)
class SoakTest {
    static final List<String> PLAIN = Variants.PLAIN;

    private static final int MILLION = 1_000_000;
    private static final int REQUESTS = SoakReport.size("SOAK_REQUESTS", 10 * MILLION);
    private static final int IDLE = SoakReport.size("SOAK_IDLE", 10_000);
    private static final int ACTIVE = 64;
    private static final Duration WINDOW = Duration.ofSeconds(SoakReport.size("SOAK_SECONDS", 20));
    private static final int WINDOWS = 4;
    private static final int PIPELINED = 50;

    /** After so many exchanges of all clients one of them goes, and another comes. */
    private static final int STAY = 20;

    private static final List<String> TARGETS = List.of("/f100", "/f4096", "/f16385", "/f1");

    @TempDir private Path folder;

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aMillionRequestsOnOneConnectionAreAnswered(String server) throws Exception {
        try (ServerProcess process = start(server);
                Pipeline client = new Pipeline(process.port(), "/f100")) {
            long began = System.nanoTime();
            for (int i = 0; i < MILLION / PIPELINED; i++) {
                client.exchange(PIPELINED);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            SoakReport.row(
                    "requests on one connection",
                    server,
                    String.format(Locale.ROOT, "%d in %.0f s", MILLION, seconds),
                    "all answered",
                    true);
        }
    }

    /** With clients that come and go, and more files than the cache holds. */
    @ParameterizedTest
    @FieldSource("PLAIN")
    void memoryDoesNotGrowWithRequests(String server) throws Exception {
        try (ServerProcess process =
                ServerProcess.startAsShipped(
                        server,
                        "--root=" + LiveServer.ROOT,
                        "--cache-files=1",
                        "--cache-memory=5000")) {
            List<Pipeline> clients = connect(process, 8);
            long first = 0;
            int millions = Math.max(2, REQUESTS / MILLION);
            for (int million = 1; million <= millions; million++) {
                for (int i = 0; i < MILLION / PIPELINED; i++) {
                    int number = i % clients.size();
                    clients.get(number).exchange(PIPELINED);
                    if (i % STAY == number) {
                        clients.get(number).close();
                        clients.set(number, new Pipeline(process.port(), target(i / STAY)));
                    }
                }
                if (million == 1) {
                    first = process.residentKilobytes();
                }
            }
            long last = process.residentKilobytes();
            double growth = (last - first) / 1024.0 / (millions - 1);
            SoakReport.row(
                    "resident memory",
                    server,
                    String.format(
                            Locale.ROOT,
                            "%.1f MB after one million requests, %.1f MB after %d: %+.2f MB a million",
                            first / 1024.0,
                            last / 1024.0,
                            millions,
                            growth),
                    "at most +1 MB",
                    growth <= 1);
            close(clients);
            assertTrue(growth <= 1, growth + " MB a million requests");
        }
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void idleConnectionsDoNotSlowTheActiveOnes(String server) throws Exception {
        try (ServerProcess process =
                ServerProcess.startAsShipped(
                        server,
                        "--root=" + LiveServer.ROOT,
                        "--max-connections=" + (IDLE + 2 * ACTIVE),
                        "--idle-timeout=3600",
                        "--head-timeout=3600")) {
            load(process, Duration.ofSeconds(5));
            Rate without = new Rate(0, 0);
            Rate with = new Rate(0, 0);
            for (int window = 0; window < WINDOWS; window++) {
                without = without.plus(load(process, WINDOW));
                List<RawClient> idle = new ArrayList<>();
                for (int i = 0; i < IDLE; i++) {
                    idle.add(new RawClient(process.port()));
                    assertEquals(200, idle.getLast().get("/f1").status());
                }
                with = with.plus(load(process, WINDOW));
                for (RawClient client : idle) {
                    assertEquals(200, client.get("/f1").status(), "idle, but alive");
                    reset(client);
                }
            }
            double seconds = WINDOWS * (double) WINDOW.toSeconds();
            boolean keep = with.replies > 0.9 * without.replies;
            boolean cheap = with.microseconds() < 1.2 * without.microseconds();
            SoakReport.row(
                    IDLE + " idle connections beside " + ACTIVE + " active",
                    server,
                    String.format(
                            Locale.ROOT,
                            "%.0f replies/s with, %.0f without; CPU %.1f us a request with, %.1f without",
                            with.replies / seconds,
                            without.replies / seconds,
                            with.microseconds(),
                            without.microseconds()),
                    "more than 0.9 of the replies, less than 1.2 of the CPU",
                    keep && cheap);
            assertTrue(keep && cheap, with + " and " + without);
        }
    }

    private record Rate(long replies, long cpuNanos) {
        Rate plus(Rate other) {
            return new Rate(replies + other.replies, cpuNanos + other.cpuNanos);
        }

        double microseconds() {
            return cpuNanos / 1000.0 / replies;
        }
    }

    private static Rate load(ServerProcess process, Duration duration) throws Exception {
        AtomicLong replies = new AtomicLong();
        long cpu = -process.cpuNanos();
        long until = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> active = new ArrayList<>();
            for (int i = 0; i < ACTIVE; i++) {
                active.add(threads.submit(() -> exchangeUntil(process.port(), until, replies)));
            }
            for (Future<?> client : active) {
                client.get();
            }
        }
        return new Rate(replies.get(), cpu + process.cpuNanos());
    }

    private static Void exchangeUntil(int port, long until, AtomicLong replies) throws IOException {
        try (Pipeline client = new Pipeline(port, "/f100")) {
            while (System.nanoTime() < until) {
                client.exchange(1);
                replies.incrementAndGet();
            }
        }
        return null;
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void slowReadersMeetAFullSocketInEveryReply(String server) throws Exception {
        Path counters = folder.resolve("counters");
        try (ServerProcess process =
                ServerProcess.startAsShipped(
                        server,
                        "--root=" + LiveServer.ROOT,
                        "--send-buffer=4096",
                        "--counters=" + counters)) {
            int replies = 0;
            for (int i = 0; i < 200; i++) {
                try (RawClient client = new RawClient(process.port(), 4096)) {
                    assertEquals(1_000_000, client.get("/f1000000").body().length);
                    replies++;
                }
            }
            process.terminate();
            assertEquals(0, process.awaitEnd());
            double each = wouldBlock(counters) / (double) replies;
            SoakReport.row(
                    "1 MB replies through 4 KB buffers",
                    server,
                    String.format(Locale.ROOT, "%.1f EAGAIN a request", each),
                    "at least 1",
                    each >= 1);
            assertTrue(each >= 1, each + " EAGAIN a request");
        }
    }

    /** Reads the counter as another process would: names, then rows (servers/README.md). */
    private static long wouldBlock(Path counters) throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(counters)).order(ByteOrder.LITTLE_ENDIAN);
        int count = file.getInt(8);
        int rows = file.getInt(12);
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            int offset = Counters.NAMES_OFFSET + count * Counters.NAME_SIZE + row * count * 8;
            sum +=
                    file.getLong(
                            offset + List.of(Counter.values()).indexOf(Counter.WOULD_BLOCK) * 8);
        }
        return sum;
    }

    private static String target(int number) {
        return TARGETS.get(number % TARGETS.size());
    }

    private static ServerProcess start(String server) throws IOException {
        return ServerProcess.startAsShipped(server, "--root=" + LiveServer.ROOT);
    }

    /** Closes so that the port can be used again at once. */
    private static void reset(RawClient client) throws IOException {
        client.socket().setSoLinger(true, 0);
        client.close();
    }

    private static List<Pipeline> connect(ServerProcess process, int count) throws IOException {
        List<Pipeline> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new Pipeline(process.port(), target(i)));
        }
        return clients;
    }

    private static void close(List<Pipeline> clients) throws IOException {
        for (Pipeline client : clients) {
            client.close();
        }
    }
}
