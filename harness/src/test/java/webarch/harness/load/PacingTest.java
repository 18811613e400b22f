package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workloads;

/** When clients begin, how fast they read, and what a load knows of itself. */
@Timeout(30)
class PacingTest {
    private static final RequestLog LOG = Workloads.small().requestLog(1, 10_000);

    @TempDir private static Path files;

    @BeforeAll
    static void writeFiles() {
        Workloads.small().fileSet(1).write(files);
    }

    @Test
    void aRampSpreadsTheBeginnings() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server =
                new ScriptedServer(files, exchange -> exchange.answerAfter(over))) {
            LoadOptions options = Loads.closed(server, 100).withRamp(Duration.ofMillis(500));
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                long start = System.nanoTime();
                load.start();
                Loads.await(() -> server.requests() >= 50);
                double half = (System.nanoTime() - start) / 1e9;
                Loads.await(() -> server.requests() >= 100);
                double all = (System.nanoTime() - start) / 1e9;
                assertTrue(half >= 0.24, half + " s");
                assertTrue(all >= 0.49, all + " s");
                over.countDown();
                LoadSnapshot totals = Loads.assertExact(load, server);
                assertEquals(0, totals.errorCount(), totals.toString());
            }
        }
    }

    /** Four clients at 500 kB/s each: no two seconds' worth arrives within one. */
    @Test
    void clientsReadNoFasterThanTheyShould() throws IOException {
        long rate = 500_000;
        int clients = 4;
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions options =
                    Loads.closed(server, clients).withDraining(new Draining(8192, rate));
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                load.start();
                Loads.await(() -> load.snapshot().receivedBytes() > 200_000);
                LoadWindow window = Loads.window(load, options, 1000);
                double perSecond = window.totals().receivedBytes() / window.seconds() / clients;
                assertTrue(perSecond < 1.2 * rate, perSecond + " B/s");
                assertTrue(perSecond > 0.3 * rate, perSecond + " B/s");
                assertEquals(0, window.littleResidual(), 0.01);
                LoadSnapshot totals = Loads.assertExact(load, server);
                assertEquals(0, totals.errorCount(), totals.toString());
            }
        }
    }

    @Test
    void aSlowReaderSeesTheEndOfTheConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerUntilClose)) {
            LoadOptions options = Loads.closed(server, 4).withDraining(new Draining(0, 2_000_000));
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                load.start();
                Loads.await(() -> load.snapshot().replies() > 100);
                LoadSnapshot totals = Loads.assertExact(load, server);
                assertEquals(0, totals.errorCount(), totals.toString());
            }
        }
    }

    /** The server gets rid of a large body at once only if the client's buffer takes it. */
    @Test
    void aSmallReceiveBufferHoldsTheServerUp() throws IOException {
        AtomicInteger written = new AtomicInteger();
        ScriptedServer.Script counting =
                exchange -> {
                    exchange.socket().setSendBufferSize(4096);
                    boolean goesOn = exchange.answerWell();
                    written.incrementAndGet();
                    return goesOn;
                };
        RequestLog log = Loads.oneFile(60_000).requestLog(1, 10);
        log.fileSet().write(files.resolve("one"));
        try (ScriptedServer server = new ScriptedServer(files.resolve("one"), counting)) {
            LoadOptions roomy = Loads.closed(server, 1).withDraining(new Draining(0, 1));
            try (LoadGenerator load = new LoadGenerator(roomy, log)) {
                load.start();
                Loads.await(() -> written.get() == 1);
            }
            LoadOptions tight = Loads.closed(server, 1).withDraining(new Draining(4096, 1));
            try (LoadGenerator load = new LoadGenerator(tight, log)) {
                load.start();
                Loads.await(() -> load.snapshot().receivedBytes() > 0);
                Loads.await(load, 200);
                assertEquals(1, written.get());
            }
        }
    }

    @Test
    void everyClassHasItsShareOfTheOutcomes() throws IOException {
        ScriptedServer.Script unsteady =
                exchange -> exchange.number() % 7 != 6 && exchange.answerWell();
        try (ScriptedServer server = new ScriptedServer(files, unsteady);
                LoadGenerator load = new LoadGenerator(Loads.closed(server, 5), LOG)) {
            load.start();
            Loads.await(() -> server.requests() >= 200);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertTrue(totals.errorCount() > 0);
            for (int c = 0; c < 2; c++) {
                String of = "/class" + c + "_";
                long asked =
                        server.connections().stream()
                                .flatMap(List::stream)
                                .filter(path -> path.contains(of))
                                .count();
                assertEquals(asked, totals.classes().get(c).requests());
            }
            Distributions measured = load.take().measured();
            for (int c = 0; c < 2; c++) {
                assertEquals(
                        totals.classes().get(c).replies(),
                        measured.latencyByClass().get(c).getTotalCount());
            }
        }
    }

    @Test
    void anUndisturbedLoadObeysLittlesLaw() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            for (int clients : new int[] {1, 8}) {
                LoadOptions options = Loads.closed(server, clients);
                try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                    long before = load.snapshot().replies();
                    load.start();
                    Loads.await(() -> load.snapshot().replies() > before + 200);
                    LoadWindow window = Loads.window(load, options, 300);
                    assertEquals(0, window.littleResidual(), 0.01, clients + " clients");
                    assertEquals(window.offered(), window.requests());
                }
            }
        }
    }

    /** Clients that wait for their next attempt are neither in a request nor thinking. */
    @Test
    void littlesLawMissesClientsThatBackOff() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, _ -> false)) {
            LoadOptions options = Loads.closed(server, 8);
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                load.start();
                Loads.await(() -> load.snapshot().errorCount() >= 16);
                LoadWindow window = Loads.window(load, options, 300);
                assertTrue(window.littleResidual() < -0.5, window.littleResidual() + "");
            }
        }
    }

    @Test
    void aLoopThatIsHeldUpIsNoticed() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(Loads.closed(server, 2), LOG)) {
            load.start();
            Loads.await(() -> load.snapshot().replies() > 100);
            var _ = load.take();
            Loads.holdUp(load, over);
            long held = System.nanoTime();
            Loads.await(() -> System.nanoTime() - held > 100_000_000);
            over.countDown();
            long before = load.snapshot().replies();
            Loads.await(() -> load.snapshot().replies() > before + 100);
            Distributions measured = load.take().measured();
            assertTrue(measured.pauses().getMaxValue() >= 94_000_000, "pause not seen");
        }
    }
}
