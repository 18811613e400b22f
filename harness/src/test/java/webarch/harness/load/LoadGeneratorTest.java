package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import webarch.harness.UsageException;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.load.ScriptedServer.Script;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workload;
import webarch.harness.workload.Workloads;

/** The same holds over either transport, but for bytes, which only one of them can compare. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Transport.class)
class LoadGeneratorTest {
    private static final Workload WORKLOAD = Workloads.small();
    private static final RequestLog LOG = WORKLOAD.requestLog(1, 10_000);

    private static final Duration PATIENT = Duration.ofSeconds(10);

    @TempDir private static Path files;

    @Parameter Transport transport;

    @BeforeAll
    static void writeFiles() {
        WORKLOAD.fileSet(1).write(files);
    }

    private LoadOptions options(InetSocketAddress server, int connections) {
        return options(server, connections, PATIENT);
    }

    private LoadOptions options(InetSocketAddress server, int connections, Duration timeout) {
        boolean checkBytes = transport == Transport.NETTY;
        return new LoadOptions(server, connections, 2, timeout, checkBytes)
                .withTransport(transport);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The totals after the server saw so many requests and the load was paused. */
    private LoadSnapshot load(Script script, int requests, Duration timeout) throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, script);
                LoadGenerator load =
                        new LoadGenerator(options(server.address(), 3, timeout), LOG)) {
            load.start();
            await(() -> server.requests() >= requests);
            load.pause();
            LoadSnapshot totals = load.snapshot();
            assertEquals(0, totals.outstanding());
            assertEquals(server.requests(), totals.requestsSent());
            assertEquals(server.requests(), totals.replies() + totals.errorCount());
            // The last connections may wait to be accepted.
            await(() -> server.connections().size() == totals.connects());
            return totals;
        }
    }

    private static void assertAllWell(LoadSnapshot totals) {
        assertEquals(0, totals.errorCount(), totals.toString());
        assertTrue(totals.replies() > 0);
    }

    @Test
    void countsAreExactAfterAPauseAndTheLoadGoesOn() throws IOException {
        Script well = Exchange::answerWell;
        try (ScriptedServer server = new ScriptedServer(files, well);
                LoadGenerator load = new LoadGenerator(options(server.address(), 5), LOG)) {
            load.start();
            for (int round = 1; round <= 3; round++) {
                int target = round * 200;
                await(() -> server.requests() >= target);
                load.pause();
                LoadSnapshot paused = load.snapshot();
                assertAllWell(paused);
                assertEquals(server.requests(), paused.replies());
                assertEquals(server.requests(), paused.requestsSent());
                assertEquals(0, paused.outstanding());
                assertEquals(paused.replies(), load.snapshot().replies());
                load.resume();
            }
        }
    }

    @Test
    void everyByteIsCountedWhetherOrNotItWasLookedAt() throws IOException {
        Workload large = Loads.oneFile(300_000);
        large.fileSet(1).write(files.resolve("large"));
        try (ScriptedServer server =
                        new ScriptedServer(files.resolve("large"), Exchange::answerWell);
                LoadGenerator load =
                        new LoadGenerator(options(server.address(), 3), large.requestLog(1, 100))) {
            load.start();
            await(() -> server.requests() >= 100);
            load.pause();
            LoadSnapshot totals = load.snapshot();
            assertAllWell(totals);
            int head = Exchange.head("Server: scripted", "content-length: 300000").length();
            assertEquals(totals.replies() * (head + 300_000), totals.receivedBytes());
        }
    }

    @Test
    void latencyHasOneValueForEachReplyWhileTheLoadGoesOn() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(options(server.address(), 5), LOG)) {
            load.start();
            await(() -> server.requests() >= 100);
            Taken first = load.take();
            assertEquals(first.totals().replies(), first.measured().latency().getTotalCount());
            await(() -> server.requests() >= 300);
            Taken second = load.take();
            LoadSnapshot since = second.totals().minus(first.totals());
            var latency = second.measured().latency();
            assertEquals(since.replies(), latency.getTotalCount());
            assertEquals(
                    (double) since.time().latency() / since.replies(),
                    latency.getMean(),
                    0.001 * latency.getMean());
        }
    }

    @Test
    void aSessionIsAConnectionAndTheLogIsFollowed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(options(server.address(), 1), LOG)) {
            load.start();
            await(() -> server.requests() >= 200);
            load.pause();
            List<List<String>> asked = server.connections();
            assertTrue(asked.size() > 10);
            for (int session = 0; session < asked.size() - 1; session++) {
                assertEquals(paths(session), asked.get(session));
            }
        }
    }

    private static List<String> paths(int session) {
        List<String> paths = new ArrayList<>();
        for (int i = LOG.sessionStart(session); i < LOG.sessionEnd(session); i++) {
            paths.add(LOG.fileSet().files().get(LOG.file(i)).path());
        }
        return paths;
    }

    @Test
    void anEndlessSessionKeepsItsConnectionAndTheLogStartsAgain() throws IOException {
        RequestLog log = WORKLOAD.withSession(Session.ENDLESS).requestLog(1, 100);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(options(server.address(), 1), log)) {
            load.start();
            await(() -> server.requests() >= 250);
            load.pause();
            assertEquals(1, server.connections().size());
            List<String> asked = server.connections().getFirst();
            assertEquals(asked.subList(0, 100), asked.subList(100, 200));
        }
    }

    @Test
    void aServerMayCloseAfterAnyReplyIfItSaysSo() throws IOException {
        Script closing =
                exchange -> {
                    exchange.send(
                            Exchange.head(
                                    "Content-Length: " + exchange.body().length,
                                    "Connection: Close"));
                    exchange.send(exchange.body());
                    return false;
                };
        LoadSnapshot totals = load(closing, 100, PATIENT);
        assertAllWell(totals);
        // A client that was connecting when the pause came has a connection to spare.
        assertTrue(totals.connects() - totals.replies() <= 3, totals.toString());
        assertTrue(totals.connects() >= totals.replies(), totals.toString());
    }

    @Test
    void theEndOfTheConnectionMayEndABody() throws IOException {
        Script unframed =
                exchange -> {
                    exchange.send(Exchange.head("Server: old"));
                    exchange.send(exchange.body());
                    return false;
                };
        assertAllWell(load(unframed, 100, PATIENT));
    }

    @Test
    void aReplyMayArriveByteByByte() throws IOException {
        Script slow =
                exchange -> {
                    for (char c : exchange.headWithLength().toCharArray()) {
                        exchange.send(String.valueOf(c));
                    }
                    exchange.send(exchange.body());
                    return true;
                };
        assertAllWell(load(slow, 30, PATIENT));
    }

    /** Every third reply goes wrong; nothing else may be counted, and the load goes on. */
    private void assertKind(ErrorKind kind, Script wrong) throws IOException {
        assertKind(kind, wrong, PATIENT);
    }

    private void assertKind(ErrorKind kind, Script wrong, Duration timeout) throws IOException {
        Script script =
                exchange ->
                        exchange.number() % 3 == 2 ? wrong.answer(exchange) : exchange.answerWell();
        LoadSnapshot totals = load(script, 20, timeout);
        assertEquals(totals.requestsSent() / 3, totals.errors().get(kind), totals.toString());
        assertEquals(totals.errorCount(), totals.errors().get(kind), totals.toString());
    }

    @Test
    void aStatusOtherThan200() throws IOException {
        assertKind(
                ErrorKind.STATUS,
                exchange -> {
                    exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                    return true;
                });
    }

    @Test
    void closedBeforeTheReply() throws IOException {
        assertKind(ErrorKind.CLOSED, _ -> false);
    }

    @Test
    void closedWithinTheBody() throws IOException {
        assertKind(
                ErrorKind.CLOSED,
                exchange -> {
                    exchange.send(exchange.headWithLength());
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length - 1));
                    return false;
                });
    }

    @Test
    void reset() throws IOException {
        assertKind(
                ErrorKind.RESET,
                exchange -> {
                    exchange.socket().setSoLinger(true, 0);
                    return false;
                });
    }

    @Test
    void aWindowInWhichNoReplyEndsStillObeysLittlesLaw() throws IOException {
        int clients = 3;
        try (ScriptedServer server = new ScriptedServer(files, _ -> true);
                LoadGenerator load = new LoadGenerator(options(server.address(), clients), LOG)) {
            load.start();
            await(() -> load.snapshot().outstanding() == clients);
            LoadSnapshot before = load.snapshot();
            await(() -> load.snapshot().nanoTime() - before.nanoTime() > 10_000_000);
            LoadSnapshot after = load.snapshot();
            LoadWindow window =
                    new LoadWindow(
                            before,
                            after.minus(before),
                            load.take().measured(),
                            clients,
                            Optional.empty());
            assertEquals(0, after.replies());
            assertEquals(0, window.littleResidual(), 1e-9);
            server.endConnections();
        }
    }

    @Test
    void noReplyInTime() throws IOException {
        assertKind(ErrorKind.TIMEOUT, _ -> true, Duration.ofMillis(500));
    }

    @Test
    void aLengthThatIsNotTheFiles() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(Exchange.head("Content-Length: 3") + "abc");
                    return true;
                });
    }

    @Test
    void moreThanWasAnnounced() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(exchange.headWithLength());
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length + 1));
                    return true;
                });
    }

    @Test
    void anUnframedBodyCutShort() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(Exchange.head("Server: old"));
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length - 1));
                    return false;
                });
    }

    @Test
    void oneFlippedBit() throws IOException {
        if (transport == Transport.NATIVE) {
            LoadOptions comparing =
                    Loads.closed(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 1);
            assertThrows(UsageException.class, () -> comparing.withTransport(transport));
            return;
        }
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    byte[] body = exchange.body();
                    body[body.length - 1] ^= 1;
                    return exchange.answerWell();
                });
    }

    @Test
    void aReplyThatIsNotHttp() throws IOException {
        assertKind(
                ErrorKind.OTHER,
                exchange -> {
                    exchange.send("220 mail.example.org ESMTP\r\n\r\n");
                    return true;
                });
    }

    @Test
    void aChunkedReply() throws IOException {
        assertKind(
                ErrorKind.OTHER,
                exchange -> {
                    exchange.send(Exchange.head("Transfer-Encoding: chunked") + "0\r\n\r\n");
                    return true;
                });
    }

    @Test
    void refusedConnectionsAreCountedWithoutSpinning() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (LoadGenerator load = new LoadGenerator(options(nobody, 4), LOG)) {
            long start = System.nanoTime();
            load.start();
            await(() -> load.snapshot().errorCount() >= 20);
            load.pause();
            LoadSnapshot totals = load.snapshot();
            double sweeps = (System.nanoTime() - start) / 1e8 + 2;
            assertEquals(totals.errorCount(), totals.errors().get(ErrorKind.REFUSED));
            assertEquals(totals.errorCount(), totals.requestsSent());
            assertEquals(0, totals.outstanding());
            assertTrue(totals.errorCount() <= 4 * sweeps, totals + " in " + sweeps + " sweeps");
        }
    }

    @Test
    void aServerThatClosesDuringAPauseIsNoError() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(options(server.address(), 2), LOG)) {
            load.start();
            await(() -> server.requests() >= 50);
            load.pause();
            server.endConnections();
            int before = server.requests();
            load.resume();
            await(() -> server.requests() >= before + 50);
            load.pause();
            assertAllWell(load.snapshot());
        }
    }

    @Test
    void clientsAreSpreadEvenlyOverNoMoreLoopsThanThereAreClients() {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        LoadOptions few = new LoadOptions(server, 2, 16, PATIENT, false).withTransport(transport);
        LoadOptions many = new LoadOptions(server, 8, 3, PATIENT, false).withTransport(transport);
        try (LoadGenerator two = new LoadGenerator(few, LOG);
                LoadGenerator three = new LoadGenerator(many, LOG)) {
            assertEquals(List.of(1, 1), clientsPerLoop(two));
            assertEquals(List.of(3, 3, 2), clientsPerLoop(three));
        }
    }

    private static List<Integer> clientsPerLoop(LoadGenerator load) {
        return load.loops().stream().map(LoadLoop::clients).toList();
    }
}
