package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.Transport;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;
import webarch.harness.paired.Launch;
import webarch.harness.paired.LoadedServer;
import webarch.harness.paired.Turns;
import webarch.harness.plan.Topology;
import webarch.harness.profile.ThreadCalls;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;
import webarch.harness.workload.RequestLog;

/**
 * Counts the {@code futex} calls of the servers that use several CPUs, each started alone, warm and
 * with many clients at once. Where there are no CPUs left for the load it shares the servers': what
 * is counted is no time. Owned by the main thread.
 *
 * @param files the folder with the file set
 * @param duration of the warm-up, and of the window
 */
record FutexCounting(
        Home home,
        RequestLog log,
        Path files,
        Placement placement,
        int connections,
        Duration duration) {
    /** With loops, carriers, or threads of a stage for each CPU. */
    private static final List<String> VARIANTS =
            List.of(
                    "userver --loops N",
                    "userver --loops N --listener reuseport",
                    "userver --loops N --cache private",
                    "userver --processes N",
                    "knot --carriers N",
                    "knot --carriers N --listener reuseport",
                    "knot --scheduler jdk --carriers N",
                    "watpipe --readers N --writers N",
                    "watpipe --workers N");

    /** Until clients that have paused are back at work. */
    private static final Duration BEGINNING = Duration.ofMillis(500);

    /** So many CPUs for the servers, and the others for the load, if there are any. */
    static Placement placement(int serverCpus, CpuList allowed) {
        if (serverCpus < 1 || serverCpus > allowed.size()) {
            throw new UsageException(
                    "--server-cpus must be from 1 to "
                            + allowed.size()
                            + ", as many as this process may use, not "
                            + serverCpus);
        }
        CpuList server = allowed.first(serverCpus);
        CpuList others = allowed.without(server);
        return others.size() == 0
                ? new Placement(Topology.COLOCATED, server, server, false)
                : new Placement(
                        Topology.PINNED, server, others, Cpus.siblings(server).overlaps(others));
    }

    static List<Contender> variants(Home home, int cpus) {
        List<String> lines = VARIANTS.stream().map(line -> line.replace(" N", " " + cpus)).toList();
        return Subjects.choose(home, lines, Optional.empty()).all();
    }

    List<FutexCount> run(Path scratch, Progress progress) throws IOException, InterruptedException {
        List<FutexCount> counts = new ArrayList<>();
        for (Contender variant : variants(home, placement.serverCpus().size())) {
            progress.note("counting " + variant.name());
            Path folder = Files.createDirectory(scratch.resolve("futex" + counts.size()));
            Launch.Site site = new Launch.Site(home, log, files, placement, folder);
            try (Launch launch = new Launch(site, turns(), 1)) {
                launch.start(List.of(variant));
                counts.add(count(launch.servers().getFirst(), folder));
                launch.stop();
            }
        }
        return counts;
    }

    private Turns turns() {
        return new Turns(
                connections, true, Duration.ofSeconds(1), 1, 1, duration, 0, 1, Transport.NATIVE);
    }

    private FutexCount count(LoadedServer server, Path folder)
            throws IOException, InterruptedException {
        List<Long> processes = List.copyOf(server.process().tree().members());
        try (ThreadCalls calls = ThreadCalls.launch(FutexCount.counted(), processes, folder)) {
            server.load().resume();
            TimeUnit.NANOSECONDS.sleep(BEGINNING.toNanos());
            calls.begin();
            LoadSnapshot opened = server.load().snapshot();
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            LoadSnapshot window = server.load().snapshot().minus(opened);
            calls.end();
            server.load().pause();
            if (window.errorCount() > 0 || window.replies() == 0) {
                throw new IOException(
                        server.subject().name()
                                + ": "
                                + window.replies()
                                + " replies, errors: "
                                + window.errorsByKind());
            }
            List<Map<String, Long>> threads = calls.counts();
            return FutexCount.of(server.subject(), window.replies(), threads);
        }
    }
}
