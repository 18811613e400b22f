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
import webarch.harness.workload.RequestLog;

/**
 * One server under each load in turns, round after round.
 *
 * <pre>
 *   closed loop:  netty │ native │ wrk │ hyperfoil     sessions at a rate:  netty │ native │ httperf
 * </pre>
 *
 * CPU time is compared over the windows of our own loads. Used once, by one thread.
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
    private final Optional<Path> hyperfoil;
    private final Map<String, List<Side>> closed = new LinkedHashMap<>();
    private final Map<String, List<Side>> rate = new LinkedHashMap<>();
    private final Map<String, List<Side>> cpu = new LinkedHashMap<>();

    /** {@code hyperfoil} is the script that runs it, where it is to take part. */
    AgreementRounds(
            ServerProcess server,
            Placement placement,
            RequestLog endless,
            RequestLog sessions,
            int connections,
            Duration window,
            Optional<Path> hyperfoil) {
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
        List<OtherLoad> loops = loops(scratch);
        double perSecond = sessions.sessions() / CYCLE_SECONDS;
        OtherLoad httperf =
                OtherLoad.httperf(
                        server.address(),
                        Math.round(perSecond * window.toSeconds()),
                        perSecond,
                        OtherLoad.write(
                                Export.forHttperf(sessions), scratch.resolve("httperf.log")));
        try (CpuViews views = new CpuViews(server.tree())) {
            for (int i = 0; i < WARM_UP; i++) {
                var _ = ours(endless, options(Transport.NETTY), new LinkedHashMap<>());
            }
            for (int round = 1; round <= rounds; round++) {
                for (Transport transport : Transport.values()) {
                    Map<String, Double> before = views.opening();
                    long requests = ours(endless, options(transport), closed);
                    perRequest(before, views.closing(), requests);
                    var _ = ours(sessions, atRate(transport, perSecond), rate);
                }
                for (OtherLoad loop : loops) {
                    theirs(loop, closed);
                }
                theirs(httperf, rate);
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
                        OtherLoad.write(Export.forWrk(endless), scratch.resolve("wrk.lua"))));
        if (hyperfoil.isPresent()) {
            loops.add(
                    OtherLoad.hyperfoil(
                            hyperfoil.get(),
                            server.address(),
                            connections,
                            window.toSeconds(),
                            OtherLoad.write(
                                    Export.forHyperfoil(endless),
                                    scratch.resolve("loop.hf.yaml"))));
        }
        return loops;
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

    /** Answers how many requests there were, before and after the window included. */
    private long ours(RequestLog log, LoadOptions options, Map<String, List<Side>> into)
            throws InterruptedException {
        try (LoadGenerator load = new LoadGenerator(options, log)) {
            load.start();
            TimeUnit.NANOSECONDS.sleep(BEGINNING.toNanos());
            LoadSnapshot opened = load.snapshot();
            long cpu = server.tree().cpuNanos();
            TimeUnit.NANOSECONDS.sleep(window.toNanos());
            LoadSnapshot seen = load.snapshot().minus(opened);
            double busy = (double) (server.tree().cpuNanos() - cpu) / seen.nanoTime();
            double perSecond = seen.replies() * 1e9 / seen.nanoTime();
            note(into, options.transport().label(), new Side(perSecond, busy / cpus()));
            load.pause();
            return load.snapshot().requestsSent();
        }
    }

    private void theirs(OtherLoad load, Map<String, List<Side>> into)
            throws IOException, InterruptedException {
        if (load.installed()) {
            long begun = System.nanoTime();
            long cpu = server.tree().cpuNanos();
            double perSecond = load.run(placement.loadCpus());
            double busy = (double) (server.tree().cpuNanos() - cpu) / (System.nanoTime() - begun);
            note(into, load.name(), new Side(perSecond, busy / cpus()));
        }
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
