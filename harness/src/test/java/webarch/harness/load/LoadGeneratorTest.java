package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
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
        return Loads.over(transport, server, connections, PATIENT);
    }

    private LoadSnapshot load(Script script, int requests) throws IOException {
        return Loads.totals(transport, LOG, files, script, requests, PATIENT);
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
                Loads.await(() -> server.requests() >= target);
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
    void anOutcomeThatIsLostOrCountedTwiceShows() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(options(server.address(), 5), LOG)) {
            load.start();
            Loads.await(() -> server.requests() >= 100);
            LoadSnapshot opened = load.take().totals();
            assertEquals(opened.ended(), opened.offered());
            LoadLoop loop = load.loops().getFirst();
            long now = System.nanoTime();
            loop.execute(() -> loop.counters().sent(now, now));
            LoadSnapshot lost = load.take().totals().minus(opened);
            assertEquals(lost.ended() + 1, lost.offered());
            loop.execute(() -> loop.counters().reply(0, now, now));
            loop.execute(() -> loop.counters().reply(0, now, now));
            LoadSnapshot twice = load.take().totals().minus(opened);
            assertEquals(twice.ended() - 1, twice.offered());
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
            Loads.await(() -> server.requests() >= 100);
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
            Loads.await(() -> server.requests() >= 100);
            Taken first = load.take();
            assertEquals(first.totals().replies(), first.measured().latency().getTotalCount());
            Loads.await(() -> server.requests() >= 300);
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
            Loads.await(() -> server.requests() >= 200);
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
            Loads.await(() -> server.requests() >= 250);
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
        LoadSnapshot totals = load(closing, 100);
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
        assertAllWell(load(unframed, 100));
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
        assertAllWell(load(slow, 30));
    }

    @Test
    void aWindowInWhichNoReplyEndsStillObeysLittlesLaw() throws IOException {
        int clients = 3;
        try (ScriptedServer server = new ScriptedServer(files, _ -> true);
                LoadGenerator load = new LoadGenerator(options(server.address(), clients), LOG)) {
            load.start();
            Loads.await(() -> load.snapshot().outstanding() == clients);
            LoadSnapshot before = load.snapshot();
            Loads.await(() -> load.snapshot().nanoTime() - before.nanoTime() > 10_000_000);
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

    private LoadOptions twoLoops(ScriptedServer server, int clients) {
        return new LoadOptions(server.address(), clients, 2, PATIENT, false)
                .withTransport(transport);
    }

    @Test
    void loopsThatAnswerAtDifferentMomentsStillObeyLittlesLaw() throws IOException {
        int clients = 5;
        try (ScriptedServer server = new ScriptedServer(files, _ -> true);
                LoadGenerator load = new LoadGenerator(twoLoops(server, clients), LOG)) {
            load.start();
            Loads.await(() -> load.snapshot().outstanding() == clients);
            LoadWindow window = Loads.window(load, twoLoops(server, clients), 1);
            assertEquals(0, window.littleResidual(), 1e-5);
            server.endConnections();
        }
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
            Loads.await(() -> load.snapshot().errorCount() >= 20);
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
            Loads.await(() -> server.requests() >= 50);
            load.pause();
            server.endConnections();
            int before = server.requests();
            load.resume();
            Loads.await(() -> server.requests() >= before + 50);
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
