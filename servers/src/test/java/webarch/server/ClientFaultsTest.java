package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Clients that are slow, rude or gone. */
class ClientFaultsTest {
    static final List<String> OURS = Variants.OURS;
    static final List<String> PLAIN = Variants.PLAIN;

    private static final int REQUESTS = 10_000;
    private static final int BATCH = 100;

    @ParameterizedTest
    @FieldSource("OURS")
    void aRequestThatComesByteByByteIsServed(String server) throws IOException {
        try (RawClient client = new RawClient(LiveServer.named(server).port())) {
            for (char octet : "GET /f65536 HTTP/1.1|Host: x|X: y||".toCharArray()) {
                client.send(Character.toString(octet));
            }
            assertArrayEquals(content("f65536"), client.read().body());
        }
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aSenderThatIsTooSlowIsAnswered408HoweverOftenItSends(String server) throws Exception {
        LiveServer live = LiveServer.start(server, "--head-timeout=0.3", "--idle-timeout=30");
        for (String before : List.of("", "GET /f1 HTTP/1.1|Host: x||")) {
            try (RawClient client = new RawClient(live.port())) {
                client.send(before + "GET /");
                if (!before.isEmpty()) {
                    assertEquals(200, client.read().status());
                }
                client.socket().setSoTimeout(50);
                assertEquals(408, trickle(client).status());
                assertTrue(client.isClosedByServer());
            }
        }
        live.stop();
    }

    /** Sends a byte whenever nothing has been answered for as long as the socket waits. */
    private static RawClient.Answer trickle(RawClient client) throws IOException {
        for (int sent = 0; sent < 1000; sent++) {
            try {
                return client.read();
            } catch (SocketTimeoutException nothingYet) {
                client.send("a");
            }
        }
        throw new AssertionError("the server waits for ever");
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aReaderThatTakesNothingIsCutOffHoweverMuchItSends(String server) throws Exception {
        LiveServer live = LiveServer.start(server, "--idle-timeout=0.3", "--send-buffer=4096");
        try (RawClient client = new RawClient(live.port(), 4096)) {
            client.send("GET /f5000000 HTTP/1.1|Host: x||");
            assertThrows(SocketException.class, () -> sendUntilCutOff(client));
        }
        live.stop();
        assertEquals(1, live.counters().total(Counter.EXPIRED));
        assertEquals(1, live.counters().total(Counter.ABORTS));
        assertEquals(0, live.counters().total(Counter.REPLIES));
    }

    /** A byte at a time. */
    private static void sendUntilCutOff(RawClient client) throws IOException {
        pauseUntil(
                () -> {
                    client.send("G");
                    return false;
                });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Looks time and again, held back by the wait for a connection that never gets an answer. */
    private static void pauseUntil(Condition condition) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket pause = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            pause.setSoTimeout(20);
            for (int i = 0; i < 500 && !condition.holds(); i++) {
                assertThrows(SocketTimeoutException.class, () -> pause.getInputStream().read());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aSlowReaderWithSmallBuffersGetsEveryByteInItsPlace(String server) throws Exception {
        LiveServer live = LiveServer.start(server, "--send-buffer=4096");
        try (RawClient client = new RawClient(live.port(), 4096)) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /f1000000 HTTP/1.1|Host: x||GET /f16384 HTTP/1.1|Host: x||");
                assertArrayEquals(content("f1000000"), client.read().body());
                assertArrayEquals(content("f16384"), client.read().body());
            }
        }
        live.stop();
        if (!server.contains("blocking") && !server.contains("nio")) {
            long wouldBlock = live.counters().total(Counter.WOULD_BLOCK);
            assertTrue(wouldBlock >= 6, wouldBlock + " EAGAIN in 6 requests");
        }
    }

    @Test
    void aClientThatNeverClosesIsClosed() throws Exception {
        List<LiveServer> servers = new ArrayList<>();
        List<RawClient> clients = new ArrayList<>();
        for (String server : PLAIN) {
            LiveServer live = LiveServer.start(server, "--max-connections=1");
            servers.add(live);
            RawClient staying = new RawClient(live.port());
            staying.send("GET /f1 HTTP/1.1|Host: x|Connection: close||rest");
            assertEquals(200, staying.read().status());
            clients.add(staying);
        }
        for (LiveServer live : servers) {
            try (RawClient next = new RawClient(live.port())) {
                assertEquals(200, next.get("/f1").status(), "there is room for another one");
            }
        }
        for (RawClient staying : clients) {
            staying.close();
        }
        for (LiveServer live : servers) {
            live.stop();
        }
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aClientThatGoesOnSendingAfterARefusalIsCutOff(String server) throws Exception {
        LiveServer live = LiveServer.start(server);
        try (RawClient client = new RawClient(live.port())) {
            client.send("POST /f1 HTTP/1.1|Host: x|Content-Length: 1000000000||");
            assertEquals(413, client.read().status());
            byte[] body = new byte[1 << 16];
            assertThrows(
                    SocketException.class,
                    () -> {
                        for (int i = 0; i < 4096; i++) {
                            client.socket().getOutputStream().write(body);
                        }
                    });
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aClientThatPipelinesWithoutEndLeavesTheOthersTheirTurn(String server) throws Exception {
        LiveServer live = LiveServer.start(server);
        try (RawClient endless = new RawClient(live.port());
                RawClient other = new RawClient(live.port())) {
            Thread asking = Thread.ofPlatform().start(() -> askWithoutEnd(endless));
            Thread taking = Thread.ofPlatform().start(() -> discard(endless));
            for (int i = 0; i < 20; i++) {
                assertEquals(200, other.get("/f1").status());
            }
            assertTrue(asking.isAlive() && taking.isAlive());
            endless.socket().close();
            asking.join();
            taking.join();
        }
        live.stop();
    }

    private static void askWithoutEnd(RawClient client) {
        byte[] requests = "GET /f1 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000).getBytes(ISO_8859_1);
        try {
            while (true) {
                client.socket().getOutputStream().write(requests);
            }
        } catch (IOException closed) {
            // the test has seen enough
        }
    }

    private static void discard(RawClient client) {
        try {
            client.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // the test has seen enough
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void resetsAtEveryMomentHurtNobody(String server) throws Exception {
        LiveServer live = LiveServer.start(server, "--send-buffer=16384");
        for (int i = 0; i < 60; i++) {
            try (RawClient client = new RawClient(live.port(), 16384)) {
                client.socket().setSoLinger(true, 0);
                switch (i % 4) {
                    case 0 -> client.send("GET /f50");
                    case 1 -> client.send("GET /f5000000 HTTP/1.1|Host: x||");
                    case 2 -> {
                        client.send("GET /f5000000 HTTP/1.1|Host: x||");
                        client.socket().getInputStream().readNBytes(1 + i * 1000);
                    }
                    default -> {
                        client.send("GET /f1 HTTP/1.1|Host: x||");
                        client.read();
                    }
                }
            }
        }
        try (RawClient client = new RawClient(live.port())) {
            assertArrayEquals(content("f65536"), client.get("/f65536").body());
        }
        live.stop();
        Counters counters = live.counters();
        assertEquals(counters.total(Counter.ACCEPTED), counters.total(Counter.CLOSED));
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aHalfClosedClientIsServedWhatItAskedForAndClosed(String server) throws IOException {
        for (String request : List.of("", "GET /f1 HT", "GET /f5000000 HTTP/1.1|Host: x||")) {
            try (RawClient client = new RawClient(LiveServer.named(server).port())) {
                client.send(request);
                client.socket().shutdownOutput();
                if (request.endsWith("||")) {
                    assertArrayEquals(content("f5000000"), client.read().body());
                }
                assertTrue(client.isClosedByServer(), request);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void aHalfClosedClientThatReadsNothingCostsNothing(String server) throws Exception {
        LiveServer live = LiveServer.start(server, "--send-buffer=4096", "--idle-timeout=1");
        try (RawClient client = new RawClient(live.port(), 4096)) {
            client.send("GET /f5000000 HTTP/1.1|Host: x||");
            client.socket().shutdownOutput();
            assertTrue(client.hasReply());
            pauseUntil(() -> live.counters().total(Counter.EXPIRED) == 1);
        }
        live.stop();
        long wakeups = live.counters().total(Counter.WAKEUPS);
        assertTrue(wakeups < 100, wakeups + " wake-ups for one request");
    }

    @ParameterizedTest
    @FieldSource("PLAIN")
    void manyRequestsOnOneConnectionAreAllAnswered(String server) throws Exception {
        LiveServer live = LiveServer.start(server);
        try (Pipeline client = new Pipeline(live.port(), "/f100")) {
            for (int i = 0; i < REQUESTS / BATCH; i++) {
                client.exchange(BATCH);
            }
        }
        live.stop();
        assertEquals(1 + REQUESTS, live.counters().total(Counter.REPLIES));
        assertEquals(1, live.counters().total(Counter.ACCEPTED));
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void noiseIsRefusedAndTheServerGoesOn(String server) throws IOException {
        for (String noise :
                List.of("\u0016\u0003\u0001\u0000\u00c8|", "\0".repeat(9000), "|||||")) {
            try (RawClient client = new RawClient(LiveServer.named(server).port())) {
                client.socket().getOutputStream().write(noise.getBytes(ISO_8859_1));
                client.socket().shutdownOutput();
                client.socket().getInputStream().readAllBytes();
            }
        }
        try (RawClient client = new RawClient(LiveServer.named(server).port())) {
            assertEquals(200, client.get("/f1").status());
        }
    }

    private static byte[] content(String file) throws IOException {
        return Files.readAllBytes(LiveServer.ROOT.resolve(file));
    }
}
