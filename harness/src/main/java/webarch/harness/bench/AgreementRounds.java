package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.load.LoadGenerator;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.SessionRate;
import webarch.harness.load.Transport;
import webarch.harness.measure.ServerProcess;
import webarch.harness.workload.Export;
import webarch.harness.workload.ExportOptions;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Think;

/**
 * One server under each load in turns, round after round.
 *
 * <pre>
 *   closed loop:  netty │ native │ wrk │ hyperfoil     sessions at a rate:  netty │ native │ httperf
 *   clients that think:  netty │ native │ hyperfoil    where it takes part
 * </pre>
 *
 * Clients that think leave every load time to spare, so that latencies can be compared. CPU time is
 * compared over the windows of our own closed loops. Used once, by one thread.
 */
final class AgreementRounds {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of a load before it is measured. */
    private static final Duration BEGINNING = Duration.ofSeconds(1);

    /** The first loads find a server that is not warm. */
    private static final int WARM_UP = 3;

    /** A cycle of sessions takes so long: a window holds whole cycles, with the same requests. */
    private static final double CYCLE_SECONDS = 2;

    private final ServerProcess server;
    private final Placement placement;
    private final RequestLog endless;
    private final RequestLog sessions;
    private final int connections;
    private final Duration window;
    private final Optional<Hyperfoil> hyperfoil;
    private final Map<String, List<Side>> closed = new LinkedHashMap<>();
    private final Map<String, List<Side>> rate = new LinkedHashMap<>();
    private final Map<String, List<Side>> thinking = new LinkedHashMap<>();
    private final Map<String, List<Side>> latency = new LinkedHashMap<>();
    private final Map<String, List<Side>> cpu = new LinkedHashMap<>();

    /**
     * What Hyperfoil takes.
     *
     * @param script that runs it
     * @param thinking the endless requests with the pauses of {@code think}
     */
    record Hyperfoil(Path script, RequestLog thinking, Think think) {}

    /** {@code hyperfoil} is empty where it is not to take part. */
    AgreementRounds(
            ServerProcess server,
            Placement placement,
            RequestLog endless,
            RequestLog sessions,
            int connections,
            Duration window,
            Optional<Hyperfoil> hyperfoil) {
        this.server = server;
        this.placement = placement;
        this.endless = endless;
        this.sessions = sessions;
        this.connections = connections;
        this.window = window;
        this.hyperfoil = hyperfoil;
    }

    List<AgreementCsv.Row> run(int rounds, Path scratch, Progress progress)
            throws IOException, InterruptedException {
        double perSecond = sessions.sessions() / CYCLE_SECONDS;
        List<OtherLoad> loops = loops(scratch);
        Optional<OtherLoad> thinker = thinker(scratch);
        OtherLoad httperf = httperf(scratch, perSecond);
        try (CpuViews views = new CpuViews(server.tree())) {
            for (int i = 0; i < WARM_UP; i++) {
                var _ = ours(generator(endless, options(Transport.NETTY)));
            }
            for (int round = 1; round <= rounds; round++) {
                for (Transport transport : Transport.values()) {
                    String source = transport.label();
                    Map<String, Double> before = views.opening();
                    Seen loop = ours(generator(endless, options(transport)));
                    perRequest(before, views.closing(), loop.sent);
                    note(closed, source, loop.rate());
                    LoadOptions atRate = atRate(transport, perSecond);
                    note(rate, source, ours(generator(sessions, atRate)).rate());
                    if (hyperfoil.isPresent()) {
                        noteThinking(source, ours(thinking(transport, round, rounds)));
                    }
                }
                for (OtherLoad loop : loops) {
                    theirs(loop).ifPresent(seen -> note(closed, loop.name(), seen.rate()));
                }
                if (thinker.isPresent()) {
                    String source = thinker.get().name();
                    theirs(thinker.get()).ifPresent(seen -> noteThinking(source, seen));
                }
                theirs(httperf).ifPresent(seen -> note(rate, httperf.name(), seen.rate()));
                progress.note("round " + round + " of " + rounds);
            }
        }
        return rows();
    }

    private List<OtherLoad> loops(Path scratch) throws IOException {
        List<OtherLoad> loops = new ArrayList<>();
        loops.add(
                OtherLoad.wrk(
                        server.address(),
                        connections,
                        window.toSeconds(),
                        OtherLoad.write(
                                Export.forWrk(endless, withoutThinking()),
                                scratch.resolve("wrk.lua"))));
        if (hyperfoil.isPresent()) {
            Export loop = Export.forHyperfoil(endless, withoutThinking());
            Path file = OtherLoad.write(loop, scratch.resolve("loop.hf.yaml"));
            loops.add(hyperfoil(hyperfoil.get(), file));
        }
        return loops;
    }

    private Optional<OtherLoad> thinker(Path scratch) throws IOException {
        if (hyperfoil.isEmpty()) {
            return Optional.empty();
        }
        Hyperfoil its = hyperfoil.get();
        ExportOptions thinks = ExportOptions.closed(Optional.of(its.think), TIMEOUT);
        Export pausing = Export.forHyperfoil(its.thinking, thinks);
        Path file = OtherLoad.write(pausing, scratch.resolve("thinking.hf.yaml"));
        return Optional.of(hyperfoil(its, file));
    }

    private OtherLoad hyperfoil(Hyperfoil its, Path file) {
        return OtherLoad.hyperfoil(
                its.script, server.address(), connections, window.toSeconds(), file);
    }

    private OtherLoad httperf(Path scratch, double perSecond) throws IOException {
        Export log = Export.forHttperf(sessions, withoutThinking());
        return OtherLoad.httperf(
                server.address(),
                Math.round(perSecond * window.toSeconds()),
                perSecond,
                OtherLoad.write(log, scratch.resolve("httperf.log")));
    }

    private static ExportOptions withoutThinking() {
        return ExportOptions.closed(Optional.empty(), TIMEOUT);
    }

    private LoadOptions options(Transport transport) {
        return new LoadOptions(
                        server.address(), connections, placement.loadCpus().size(), TIMEOUT, false)
                .withTransport(transport);
    }

    private LoadOptions atRate(Transport transport, double perSecond) {
        return options(transport)
                .withSessionRate(Optional.of(new SessionRate(perSecond, false, 1)));
    }

    /**
     * What one load has seen.
     *
     * @param sent requests of our own, before and after the window included
     */
    private record Seen(double repliesPerSecond, double latencyMicros, double busy, long sent) {
        Side rate() {
            return new Side(repliesPerSecond, busy);
        }
    }

    private static LoadGenerator generator(RequestLog log, LoadOptions options) {
        return new LoadGenerator(options, log);
    }

    /**
     * Each round takes its own sessions of the log, as Hyperfoil draws other think times and files
     * in each: what a part of the log has of either by chance is then in the interval.
     */
    private LoadGenerator thinking(Transport transport, int round, int rounds) {
        return new LoadGenerator(
                options(transport), hyperfoil.orElseThrow().thinking, round - 1, rounds);
    }

    private Seen ours(LoadGenerator generator) throws InterruptedException {
        try (LoadGenerator load = generator) {
            load.start();
            TimeUnit.NANOSECONDS.sleep(BEGINNING.toNanos());
            LoadSnapshot opened = load.snapshot();
            long cpu = server.tree().cpuNanos();
            TimeUnit.NANOSECONDS.sleep(window.toNanos());
            LoadSnapshot seen = load.snapshot().minus(opened);
            double busy = (double) (server.tree().cpuNanos() - cpu) / seen.nanoTime() / cpus();
            double perSecond = seen.replies() * 1e9 / seen.nanoTime();
            load.pause();
            long sent = load.snapshot().requestsSent();
            return new Seen(perSecond, seen.latencyMeanMicros(), busy, sent);
        }
    }

    private Optional<Seen> theirs(OtherLoad load) throws IOException, InterruptedException {
        if (!load.installed()) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        long cpu = server.tree().cpuNanos();
        OtherLoad.Told told = load.run(placement.loadCpus());
        long nanos = System.nanoTime() - begun;
        double busy = (double) (server.tree().cpuNanos() - cpu) / nanos / cpus();
        return Optional.of(new Seen(told.repliesPerSecond(), told.latencyMicros(), busy, 0));
    }

    private void noteThinking(String source, Seen seen) {
        note(thinking, source, seen.rate());
        note(latency, source, new Side(seen.latencyMicros, seen.busy));
    }

    private int cpus() {
        return placement.serverCpus().size();
    }

    private void perRequest(Map<String, Double> before, Map<String, Double> after, long requests) {
        after.forEach(
                (who, seconds) ->
                        note(
                                cpu,
                                who,
                                new Side(
                                        (seconds - before.get(who)) * 1e6 / requests, Double.NaN)));
    }

    /** One value of one side, and how busy the server was meanwhile. */
    private record Side(double value, double busy) {}

    private static void note(Map<String, List<Side>> into, String source, Side side) {
        into.computeIfAbsent(source, _ -> new ArrayList<>()).add(side);
    }

    private List<AgreementCsv.Row> rows() {
        List<AgreementCsv.Row> rows = new ArrayList<>();
        rows.addAll(rows(AgreementCsv.Quantity.CLOSED, closed));
        rows.addAll(rows(AgreementCsv.Quantity.RATE, rate));
        if (hyperfoil.isPresent()) {
            rows.addAll(rows(AgreementCsv.Quantity.THINKING, thinking));
            rows.addAll(rows(AgreementCsv.Quantity.LATENCY, latency));
        }
        rows.addAll(rows(AgreementCsv.Quantity.CPU, cpu));
        return rows;
    }

    /** Each side is compared to the first. */
    private static List<AgreementCsv.Row> rows(
            AgreementCsv.Quantity quantity, Map<String, List<Side>> sides) {
        String reference = sides.keySet().iterator().next();
        return sides.entrySet().stream()
                .map(
                        side ->
                                new AgreementCsv.Row(
                                        quantity,
                                        side.getKey(),
                                        reference,
                                        values(side.getValue()),
                                        values(sides.get(reference)),
                                        side.getValue().stream()
                                                .mapToDouble(Side::busy)
                                                .average()
                                                .orElseThrow()))
                .toList();
    }

    private static List<Double> values(List<Side> sides) {
        return sides.stream().map(Side::value).toList();
    }
}
