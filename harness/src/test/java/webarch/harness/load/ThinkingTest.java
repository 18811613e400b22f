package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Think;
import webarch.harness.workload.Workloads;

/** Clients that think between their requests. */
@Timeout(30)
class ThinkingTest {
    @TempDir private static Path files;

    @BeforeAll
    static void writeFiles() {
        Workloads.small().fileSet(1).write(files);
    }

    @Test
    void thinkingClientsAndWaitingClientsAreAllOfThem() throws IOException {
        RequestLog log =
                Loads.thinking(Duration.ofMillis(2), Duration.ofMillis(20)).requestLog(1, 50_000);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions options = Loads.closed(server, 20);
            try (LoadGenerator load = new LoadGenerator(options, log)) {
                load.start();
                Loads.await(() -> load.snapshot().replies() > 500);
                LoadWindow window = Loads.window(load, options, 500);
                assertEquals(0, window.littleResidual(), 0.01);
                assertTrue(window.thinkingClients() > 10, window.toString());
                assertTrue(window.thinkingClients() < 20, window.toString());
                assertEquals(window.offered(), window.requests());
                LoadSnapshot totals = Loads.assertExact(load, server);
                assertEquals(0, totals.errorCount(), totals.toString());
            }
        }
    }

    /** One client, so the time that it takes is at least the sum of what it thinks. */
    @Test
    void aClientThinksForAsLongAsTheLogSays() throws IOException {
        RequestLog log =
                Workloads.small()
                        .withSession(Session.ENDLESS)
                        .withThink(
                                Optional.of(
                                        new Think(
                                                Duration.ofMillis(3),
                                                Duration.ofMillis(9),
                                                2,
                                                false)))
                        .requestLog(1, 1000);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(Loads.closed(server, 1), log)) {
            load.start();
            Loads.await(() -> load.snapshot().replies() >= 30);
            load.pause();
            LoadSnapshot totals = load.snapshot();
            long thought = 0;
            for (int i = 0; i < totals.replies(); i++) {
                thought += log.thinkMicros(i) * 1000L;
            }
            assertTrue(totals.time().thinking() >= thought, totals.toString());
            assertEquals(1, server.connections().size());
        }
    }

    @Test
    void headIsAskedWhereTheLogSaysSo() throws IOException {
        RequestLog log = Loads.withHeads(0.4).requestLog(1, 10_000);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(Loads.closed(server, 1), log)) {
            load.start();
            Loads.await(() -> server.requests() >= 200);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertEquals(0, totals.errorCount(), totals.toString());
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < server.methods().size(); i++) {
                expected.add(log.head(i) ? "HEAD" : "GET");
            }
            assertTrue(expected.contains("HEAD"));
            assertEquals(expected, server.methods());
        }
    }

    /** The server gives up on clients that think; that is no error, and they connect anew. */
    @Test
    void aServerMayCloseWhileAClientThinks() throws IOException {
        RequestLog log =
                Loads.thinking(Duration.ofMillis(20), Duration.ofMillis(20))
                        .withSession(Session.ENDLESS)
                        .requestLog(1, 1000);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerAndClose);
                LoadGenerator load = new LoadGenerator(Loads.closed(server, 5), log)) {
            load.start();
            Loads.await(() -> server.requests() >= 50);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertEquals(0, totals.errorCount(), totals.toString());
            assertTrue(totals.connects() > 40, totals.toString());
        }
    }
}
