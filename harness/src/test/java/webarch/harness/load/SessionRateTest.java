package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workloads;

/** Sessions arrive at a rate, whether or not the server keeps up. */
@Timeout(30)
class SessionRateTest {
    private static final RequestLog LOG = Workloads.small().requestLog(1, 10_000);

    @TempDir private static Path files;

    @BeforeAll
    static void writeFiles() {
        Workloads.small().fileSet(1).write(files);
    }

    @Test
    void sessionsArriveAtTheRateAndFollowTheLog() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions options = Loads.open(server, 200, 1000);
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                long start = System.nanoTime();
                load.start();
                Loads.await(() -> load.snapshot().sessions().begun() >= 100);
                LoadSnapshot totals = Loads.assertExact(load, server);
                double seconds = (System.nanoTime() - start) / 1e9;
                assertEquals(0, totals.errorCount(), totals.toString());
                assertEquals(0, totals.sessions().notBegun(), totals.toString());
                assertTrue(totals.sessions().begun() <= 200 * seconds + 1, seconds + " s");
                assertEquals(totals.replies(), load.take().measured().response().getTotalCount());
                assertEveryConnectionIsASession(server, (int) totals.sessions().begun());
            }
        }
    }

    /**
     * The pause leaves sessions unfinished, and connections may be accepted in another order. Each
     * of the two loops begins every other session of the log, and one may be ahead of the other.
     */
    private static void assertEveryConnectionIsASession(ScriptedServer server, int begun) {
        List<List<String>> sessions = new ArrayList<>();
        for (int session = 0; session < 2 * begun; session++) {
            sessions.add(paths(session));
        }
        server.connections().stream()
                .sorted(Comparator.comparingInt((List<String> asked) -> -asked.size()))
                .forEach(
                        asked -> {
                            List<String> session =
                                    sessions.stream()
                                            .filter(s -> Collections.indexOfSubList(s, asked) == 0)
                                            .findFirst()
                                            .orElseThrow(() -> new AssertionError(asked));
                            sessions.remove(session);
                        });
    }

    private static List<String> paths(int session) {
        List<String> paths = new ArrayList<>();
        for (int i = LOG.sessionStart(session); i < LOG.sessionEnd(session); i++) {
            paths.add(LOG.fileSet().files().get(LOG.file(i)).path());
        }
        return paths;
    }

    @Test
    void clientsInSessionsObeyLittlesLaw() throws IOException {
        RequestLog log =
                Loads.thinking(Duration.ofMillis(5), Duration.ofMillis(20)).requestLog(1, 50_000);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions options = Loads.open(server, 300, 500);
            try (LoadGenerator load = new LoadGenerator(options, log)) {
                load.start();
                Loads.await(() -> load.snapshot().replies() > 300);
                LoadWindow window = Loads.window(load, options, 500);
                assertEquals(0, window.littleResidual(), 0.01);
                assertEquals(window.offered(), window.requests());
            }
        }
    }

    /** A server that answers nobody keeps the few clients busy; the sessions go on arriving. */
    @Test
    void sessionsThatFindNoClientAreCounted() throws IOException {
        int most = 3;
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server =
                        new ScriptedServer(files, exchange -> exchange.answerAfter(over));
                LoadGenerator load = new LoadGenerator(Loads.open(server, 500, most), LOG)) {
            load.start();
            Loads.await(() -> load.snapshot().sessions().notBegun() >= 50);
            LoadSnapshot stuck = load.snapshot();
            assertEquals(most, stuck.sessions().begun());
            assertEquals(0, stuck.replies());
            over.countDown();
            Loads.await(() -> load.snapshot().sessions().begun() > most);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertEquals(0, totals.errorCount(), totals.toString());
            // Fifty more sessions should have arrived between the first ones and their replies.
            long longest = load.take().measured().response().getMaxValue();
            assertTrue(longest >= 90_000_000, longest + " ns");
        }
    }

    /** The clients' only loop is held up, so sessions begin late: the response time says so. */
    @Test
    void aLateStartIsPartOfTheResponseTime() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions one =
                    new LoadOptions(server.address(), 50, 1, Duration.ofSeconds(10), true)
                            .withSessionRate(Optional.of(new SessionRate(100, false, 1)));
            try (LoadGenerator load = new LoadGenerator(one, LOG)) {
                load.start();
                Loads.await(() -> load.snapshot().replies() > 50);
                var _ = load.take();
                Loads.holdUp(load, over);
                long held = System.nanoTime();
                Loads.await(() -> System.nanoTime() - held > 200_000_000);
                over.countDown();
                long before = load.snapshot().replies();
                Loads.await(() -> load.snapshot().replies() > before + 50);
                Distributions measured = load.take().measured();
                long longest = measured.response().getMaxValue();
                assertTrue(longest > 150_000_000, longest + " ns");
                assertTrue(measured.pauses().getMaxValue() > 190_000_000, "pause not seen");
                Loads.assertExact(load, server);
            }
        }
    }

    @Test
    void errorsEndASessionAndAreAllCounted() throws IOException {
        ScriptedServer.Script unsteady =
                exchange -> exchange.number() % 5 != 4 && exchange.answerWell();
        try (ScriptedServer server = new ScriptedServer(files, unsteady);
                LoadGenerator load = new LoadGenerator(Loads.open(server, 400, 50), LOG)) {
            load.start();
            Loads.await(() -> server.requests() >= 200);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertEquals(totals.requestsSent() / 5, totals.errors().get(ErrorKind.CLOSED));
            assertEquals(totals.errorCount(), totals.errors().get(ErrorKind.CLOSED));
        }
    }

    @Test
    void aPauseStopsTheArrivals() throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell);
                LoadGenerator load = new LoadGenerator(Loads.open(server, 300, 1000), LOG)) {
            load.start();
            Loads.await(() -> server.requests() >= 50);
            LoadSnapshot paused = Loads.assertExact(load, server);
            long end = System.nanoTime() + 100_000_000;
            Loads.await(() -> System.nanoTime() > end);
            assertEquals(paused.sessions().begun(), load.snapshot().sessions().begun());
            load.resume();
            Loads.await(() -> server.requests() >= 150);
            LoadSnapshot totals = Loads.assertExact(load, server);
            assertEquals(0, totals.errorCount() + totals.sessions().notBegun());
        }
    }

    @Test
    void sessionsThatDoNotEndCannotArrive() throws IOException {
        RequestLog endless = Workloads.small().withSession(Session.ENDLESS).requestLog(1, 100);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            LoadOptions options = Loads.open(server, 10, 1);
            String message =
                    assertThrows(
                                    UsageException.class,
                                    () -> new LoadGenerator(options, endless).close())
                            .getMessage();
            assertTrue(message.contains("--session"), message);
        }
    }

    /** All arrivals of the loops together, in order, in nanoseconds. */
    private static List<Long> arrivals(SessionRate rate, int loops, int count) {
        List<Long> all = new ArrayList<>(Collections.nCopies(count, 0L));
        for (int loop = 0; loop < loops; loop++) {
            ArrivalTimes times = new ArrivalTimes(rate, loop, loops);
            while (times.number() < count) {
                all.set((int) times.number(), times.nanos());
                times.next();
            }
        }
        return all;
    }

    @Test
    void arrivalsDependOnRateAndSeedAlone() {
        SessionRate poisson = new SessionRate(1000, true, 7);
        List<Long> one = arrivals(poisson, 1, 10_000);
        assertEquals(one, arrivals(poisson, 3, 10_000));
        assertTrue(!one.equals(arrivals(new SessionRate(1000, true, 8), 1, 10_000)));
        assertEquals(10, one.getLast() / 1e9, 0.6);
        // The gaps of a Poisson process have a coefficient of variation of 1.
        double squares = 0;
        for (int i = 1; i < one.size(); i++) {
            double gap = (one.get(i) - one.get(i - 1)) / 1e6;
            squares += gap * gap;
        }
        assertEquals(2, squares / one.size(), 0.3);
        List<Long> fixed = arrivals(new SessionRate(1000, false, 7), 2, 1000);
        for (int i = 0; i < fixed.size(); i++) {
            assertEquals((i + 1) * 1e6, fixed.get(i), 1000);
        }
    }
}
