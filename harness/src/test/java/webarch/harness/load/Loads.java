package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import webarch.harness.workload.FileClass;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Think;
import webarch.harness.workload.Workload;
import webarch.harness.workload.Workloads;

/** Loads for tests, and what holds for every one of them. */
final class Loads {
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private Loads() {}

    static LoadOptions closed(ScriptedServer server, int connections) {
        return new LoadOptions(server.address(), connections, 2, PATIENT, true);
    }

    static LoadOptions closed(InetSocketAddress server, int connections) {
        return new LoadOptions(server, connections, 2, PATIENT, true);
    }

    /** Compares bytes where the transport can. */
    static LoadOptions over(
            Transport transport, InetSocketAddress server, int connections, Duration timeout) {
        boolean checkBytes = transport == Transport.NETTY;
        return new LoadOptions(server, connections, 2, timeout, checkBytes)
                .withTransport(transport);
    }

    /** The totals after the server saw so many requests of three clients and they were paused. */
    static LoadSnapshot totals(
            Transport transport,
            RequestLog log,
            Path files,
            ScriptedServer.Script script,
            int requests,
            Duration timeout)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(files, script);
                LoadGenerator load =
                        new LoadGenerator(over(transport, server.address(), 3, timeout), log)) {
            load.start();
            await(() -> server.requests() >= requests);
            LoadSnapshot totals = assertExact(load, server);
            // The last connections may wait to be accepted.
            await(() -> server.connections().size() == totals.connects());
            return totals;
        }
    }

    /** {@code most} clients at a rate of sessions, at fixed intervals. */
    static LoadOptions open(ScriptedServer server, double rate, int most) {
        return closed(server, most).withSessionRate(Optional.of(new SessionRate(rate, false, 1)));
    }

    /** The small workload with think times. */
    static Workload thinking(Duration active, Duration inactive) {
        return Workloads.small().withThink(Optional.of(new Think(active, inactive, 2, false)));
    }

    /** The small workload with a share of HEAD. */
    static Workload withHeads(double share) {
        Workload small = Workloads.small();
        return new Workload(
                small.name(),
                small.description(),
                small.directories(),
                small.classes(),
                small.popularity(),
                small.session(),
                small.think(),
                share);
    }

    /** A single file, asked for over and over. */
    static Workload oneFile(long size) {
        return new Workload(
                "one",
                "For tests",
                1,
                List.of(new FileClass(1, size, 0, 1)),
                Workloads.small().popularity(),
                Session.ENDLESS,
                Optional.empty(),
                0);
    }

    /** Keeps the first loop from doing anything from now until {@code moment}. */
    static void holdUp(LoadGenerator load, CountDownLatch moment) {
        CountDownLatch held = new CountDownLatch(1);
        load.loops()
                .getFirst()
                .execute(
                        () -> {
                            held.countDown();
                            try {
                                moment.await();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await(() -> held.getCount() == 0);
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Returns when the load has gone on for so long. */
    static void await(LoadGenerator load, long millis) {
        long end = load.snapshot().nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        await(() -> load.snapshot().nanoTime() > end);
    }

    /** What happened in so many milliseconds from now. */
    static LoadWindow window(LoadGenerator load, LoadOptions options, long millis) {
        LoadSnapshot opened = load.take().totals();
        await(load, millis);
        Taken closed = load.take();
        return new LoadWindow(
                opened,
                closed.totals().minus(opened),
                closed.measured(),
                options.connections(),
                options.sessionRate());
    }

    /** Pauses the load: what it offered is what the server was asked, and each has one outcome. */
    static LoadSnapshot assertExact(LoadGenerator load, ScriptedServer server) {
        load.pause();
        LoadSnapshot totals = load.snapshot();
        assertEquals(0, totals.outstanding(), totals.toString());
        assertEquals(server.requests(), totals.requestsSent(), totals.toString());
        assertEquals(
                totals.requestsSent(), totals.replies() + totals.errorCount(), totals.toString());
        return totals;
    }
}
