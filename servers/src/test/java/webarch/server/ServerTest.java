package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every server, against each of them live. */
class ServerTest {
    static final List<String> ALL = Variants.ALL;
    static final List<String> OURS = Variants.OURS;
    static final List<String> UNHINDERED = Variants.UNHINDERED;

    private static final List<String> FILES =
            List.of(
                    "f0",
                    "f1",
                    "f100",
                    "f4096",
                    "f16384",
                    "f16385",
                    "f65536",
                    "f1000000",
                    "f5000000");

    @ParameterizedTest
    @FieldSource("ALL")
    void filesOfEverySizeArriveByteForByteOnOneConnection(String server) throws IOException {
        try (RawClient client = connect(server)) {
            for (String file : FILES) {
                RawClient.Answer answer = client.get("/" + file);
                assertEquals(200, answer.status());
                assertArrayEquals(content(file), answer.body(), file);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void pipelinedRequestsAreAnsweredInOrder(String server) throws IOException {
        try (RawClient client = connect(server)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                requests.append("GET /").append(FILES.get(i % 7)).append(" HTTP/1.1|Host: x||");
            }
            client.send(requests.toString());
            for (int i = 0; i < 300; i++) {
                assertArrayEquals(content(FILES.get(i % 7)), client.read().body(), "reply " + i);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void manyClientsAtOnceGetTheirOwnFiles(String server) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                long seed = i;
                all.add(clients.submit(() -> requestAtRandom(server, new Random(seed))));
            }
            for (Future<?> client : all) {
                client.get();
            }
        }
    }

    /** Small files mostly, as in life; every client asks for a large one once. */
    private static Void requestAtRandom(String server, Random random) throws IOException {
        for (int session = 0; session < 2; session++) {
            try (RawClient client = connect(server)) {
                for (int i = 0; i < 5; i++) {
                    boolean large = session == 0 && i == 2;
                    String file = large ? "f1000000" : FILES.get(random.nextInt(7));
                    assertArrayEquals(content(file), client.get("/" + file).body());
                }
            }
        }
        return null;
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aRequestMayComeInPieces(String server) throws IOException {
        try (RawClient client = connect(server)) {
            for (String piece : List.of("G", "ET /f1", "00 HTTP/1.1|", "Host: x|", "|")) {
                client.send(piece);
            }
            assertArrayEquals(content("f100"), client.read().body());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aSlowReaderGetsAllOfALargeFile(String server) throws IOException {
        try (RawClient client = connect(server)) {
            client.socket().setReceiveBufferSize(200_000);
            client.send("GET /f5000000 HTTP/1.1|Host: x||");
            assertArrayEquals(content("f5000000"), client.read().body());
            assertEquals(200, client.get("/f1").status());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void headAnnouncesTheBodyWithoutSendingIt(String server) throws IOException {
        try (RawClient client = connect(server)) {
            RawClient.Answer head = client.send("HEAD /f65536 HTTP/1.1|Host: x||").readHead();
            assertEquals("65536", head.field("content-length"));
            assertEquals(200, client.get("/f1").status());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void theConnectionIsClosedWhenTheClientAsksForIt(String server) throws IOException {
        try (RawClient client = connect(server)) {
            client.send("GET /f16385 HTTP/1.1|Host: x|Connection: close||");
            RawClient.Answer answer = client.read();
            assertEquals("close", answer.field("connection"));
            assertArrayEquals(content("f16385"), answer.body());
            assertTrue(client.isClosedByServer());
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void http10ClosesUnlessToldToKeep(String server) throws IOException {
        try (RawClient client = connect(server)) {
            RawClient.Answer kept = client.send("GET /f1 HTTP/1.0|Connection: keep-alive||").read();
            assertEquals("keep-alive", kept.field("connection"));
            assertEquals(200, client.send("GET /f1 HTTP/1.0||").read().status());
            assertTrue(client.isClosedByServer());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void whatCannotBeServedHasAStatusAndLeavesTheConnectionUsable(String server)
            throws IOException {
        try (RawClient client = connect(server)) {
            assertEquals(404, client.get("/none").status());
            assertEquals(403, client.get("/").status());
            assertEquals(400, client.get("/%2e%2e/secret").status());
            RawClient.Answer notAllowed = client.send("DELETE /f1 HTTP/1.1|Host: x||").read();
            assertEquals(405, notAllowed.status());
            assertEquals("GET, HEAD", notAllowed.field("allow"));
            assertEquals(200, client.get("/f1").status());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aBodyIsRefusedAndNeverTakenForARequest(String server) throws IOException {
        try (RawClient client = connect(server)) {
            client.send("POST /f1 HTTP/1.1|Host: x|Content-Length: 25||GET /f1 HTTP/1.1|Host: x||");
            RawClient.Answer answer = client.read();
            assertEquals(413, answer.status());
            assertEquals("close", answer.field("connection"));
            assertTrue(client.isClosedByServer());
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void malformedRequestsAreAnsweredAndTheConnectionClosed(String server) throws IOException {
        for (String[] bad :
                new String[][] {
                    {"GET /f1 HTTP/1.1||", "400"},
                    {"GET /f1 HTTP/3.0|Host: x||", "505"},
                    {"BREW /f1 HTTP/1.1|Host: x||", "501"},
                    {"GET /" + "a".repeat(9000), "414"},
                    {"GET / HTTP/1.1|X: " + "a".repeat(9000), "431"},
                }) {
            try (RawClient client = connect(server)) {
                RawClient.Answer answer = client.send(bad[0]).read();
                assertEquals(Integer.parseInt(bad[1]), answer.status());
                assertEquals("close", answer.field("connection"));
                assertTrue(client.isClosedByServer());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void conditionalRequestsAndRangesAreHonoured(String server) throws IOException {
        try (RawClient client = connect(server)) {
            String tag = client.get("/f65536").field("etag");
            String ask = "GET /f65536 HTTP/1.1|Host: x|";
            assertEquals(304, client.send(ask + "If-None-Match: " + tag + "||").read().status());
            RawClient.Answer part = client.send(ask + "Range: bytes=10-19||").read();
            assertEquals(206, part.status());
            assertEquals("bytes 10-19/65536", part.field("content-range"));
            assertArrayEquals(Arrays.copyOfRange(content("f65536"), 10, 20), part.body());
            RawClient.Answer small =
                    client.send("GET /f100 HTTP/1.1|Host: x|Range: bytes=-3||").read();
            assertArrayEquals(Arrays.copyOfRange(content("f100"), 97, 100), small.body());
            assertEquals(416, client.send(ask + "Range: bytes=65536-||").read().status());
            assertArrayEquals(content("f65536"), client.get("/f65536").body());
        }
    }

    @Test
    void repliesAreTheSameBytesFromAllThreeButForTheDate() throws IOException {
        for (String target :
                List.of("/f0", "/f100", "/f65536", "/page.html", "/none", "/", "/f1?q")) {
            List<String> heads = new ArrayList<>();
            for (String server : OURS) {
                try (RawClient client = connect(server)) {
                    heads.add(client.get(target).head().replaceFirst("Date: [^\r]*", "Date:"));
                }
            }
            assertEquals(1, Stream.of(heads.toArray()).distinct().count(), heads.toString());
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aClientThatResetsInTheMiddleOfAReplyHurtsNobody(String server) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = connect(server)) {
                client.send("GET /f5000000 HTTP/1.1|Host: x||");
                client.socket().setSoLinger(true, 0);
            }
        }
        try (RawClient client = connect(server)) {
            assertArrayEquals(content("f5000000"), client.get("/f5000000").body());
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aHalfClosedClientStillGetsItsReplies(String server) throws IOException {
        try (RawClient client = connect(server)) {
            client.send("GET /f1 HTTP/1.1|Host: x||GET /f65536 HTTP/1.1|Host: x||");
            client.socket().shutdownOutput();
            assertArrayEquals(content("f1"), client.read().body());
            assertArrayEquals(content("f65536"), client.read().body());
            assertTrue(client.isClosedByServer());
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aConnectionThatMustWaitIsAcceptedWhenThereIsRoom(String server) throws Exception {
        LiveServer small = LiveServer.start(server, "--max-connections=2");
        RawClient first = new RawClient(small.port());
        RawClient second = new RawClient(small.port());
        assertEquals(200, first.get("/f1").status());
        assertEquals(200, second.get("/f1").status());
        try (RawClient third = new RawClient(small.port())) {
            third.send("GET /f100 HTTP/1.1|Host: x||");
            assertEquals(200, second.get("/f1").status());
            assertEquals(2, small.counters().total(Counter.ACCEPTED));
            first.close();
            assertArrayEquals(content("f100"), third.read().body());
        }
        second.close();
        small.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void timeOutsEndIdleConnectionsAndAnswerHalfARequest(String server) throws Exception {
        LiveServer impatient = LiveServer.start(server, "--head-timeout=0.1", "--idle-timeout=0.1");
        try (RawClient silent = new RawClient(impatient.port());
                RawClient slow = new RawClient(impatient.port())) {
            slow.send("GET /f1 HT");
            assertEquals(408, slow.read().status());
            assertTrue(slow.isClosedByServer());
            assertTrue(silent.isClosedByServer());
        }
        impatient.stop();
        assertEquals(2, impatient.counters().total(Counter.EXPIRED));
    }

    /** Its own bytes, which nobody reads, make the end of the connection known to it. */
    @ParameterizedTest
    @FieldSource("OURS")
    void aClientThatTakesNothingOfItsReplyIsGivenUp(String server) throws Exception {
        LiveServer impatient =
                LiveServer.start(server, "--idle-timeout=0.1", "--send-buffer=20000");
        try (RawClient stuck = new RawClient(impatient.port())) {
            stuck.socket().setReceiveBufferSize(4096);
            stuck.send("GET /f5000000 HTTP/1.1|Host: x||");
            String more = "x".repeat(65536);
            assertThrows(IOException.class, () -> sendForEver(stuck, more));
        }
        impatient.stop();
        assertEquals(1, impatient.counters().total(Counter.EXPIRED));
        assertEquals(1, impatient.counters().total(Counter.ABORTS));
    }

    private static void sendForEver(RawClient client, String text) throws IOException {
        while (true) {
            client.send(text);
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void countersAgreeWithWhatTheClientSaw(String server) throws Exception {
        LiveServer counted = LiveServer.start(server);
        try (RawClient client = new RawClient(counted.port())) {
            for (int i = 0; i < 5; i++) {
                client.get("/f1");
            }
            client.get("/none");
        }
        counted.stop();
        Counters counters = counted.counters();
        assertEquals(1, counters.total(Counter.ACCEPTED));
        assertEquals(1, counters.total(Counter.CLOSED));
        assertEquals(6, counters.total(Counter.REQUESTS));
        assertEquals(6, counters.total(Counter.REPLIES));
        assertEquals(1, counters.total(Counter.REFUSALS));
        assertEquals(0, counters.total(Counter.ABORTS));
        assertTrue(counters.total(Counter.WAKEUPS) <= counters.total(Counter.EVENTS));
    }

    @ParameterizedTest
    @FieldSource("UNHINDERED")
    void stoppingLetsAReplyInFlightFinish(String server) throws Exception {
        LiveServer stopped = LiveServer.start(server);
        try (RawClient idle = new RawClient(stopped.port());
                RawClient busy = new RawClient(stopped.port())) {
            assertEquals(200, idle.get("/f1").status());
            busy.socket().setReceiveBufferSize(200_000);
            busy.send("GET /f5000000 HTTP/1.1|Host: x||");
            byte[] first = busy.socket().getInputStream().readNBytes(1000);
            Thread stopping = Thread.ofVirtual().start(() -> stop(stopped));
            assertTrue(idle.isClosedByServer());
            byte[] rest = busy.socket().getInputStream().readAllBytes();
            int head = new String(first, ISO_8859_1).indexOf("\r\n\r\n") + 4;
            assertEquals(5_000_000, first.length - head + rest.length);
            stopping.join();
        }
    }

    private static void stop(LiveServer server) {
        try {
            server.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RawClient connect(String server) throws IOException {
        return new RawClient(LiveServer.named(server).port());
    }

    private static byte[] content(String file) throws IOException {
        return Files.readAllBytes(LiveServer.ROOT.resolve(file));
    }
}
