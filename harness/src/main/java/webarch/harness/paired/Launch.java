package webarch.harness.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Validity;
import webarch.harness.load.Distributions;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.Load;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ServerFailure;
import webarch.harness.measure.ServerProcess;
import webarch.harness.remote.LoadOrigin;
import webarch.harness.subject.Contender;
import webarch.harness.workload.RequestLog;

/**
 * Servers, started anew on the same CPUs and loaded in turns.
 *
 * <pre>
 * start all ──► warm up one after the other ──► round 1 … round N ──► stop all
 *
 * a turn:   resume │ discarded │ measured │ pause       the others' connections stay open, idle
 * </pre>
 *
 * Owned by the main thread.
 */
public final class Launch implements AutoCloseable {
    /** Of the environment, because the place of the stack moves results. */
    private static final int LARGEST_PADDING = 4096;

    /**
     * What all launches share.
     *
     * @param files the folder with the file set
     * @param scratch for the servers' logs
     * @param timeout after which a client gives a request up
     * @param patience how long a server may take to become ready
     */
    public record Site(
            Home home,
            LoadOrigin origin,
            Path files,
            Placement placement,
            Path scratch,
            Duration timeout,
            Duration patience) {
        private static final Duration TIMEOUT = Duration.ofSeconds(10);
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        /** With the load in this process, and as much time as is usual. */
        public Site(Home home, RequestLog log, Path files, Placement placement, Path scratch) {
            this(home, LoadOrigin.here(log), files, placement, scratch, TIMEOUT, PATIENCE);
        }

        /** The same where clients wait for so long. */
        public Site withTimeout(Duration other) {
            return new Site(home, origin, files, placement, scratch, other, patience);
        }
    }

    private final Site site;
    private final Turns options;
    private final int number;
    private final UniformRandomProvider paddings;
    private final List<LoadedServer> servers = new ArrayList<>();
    private final Map<String, LoadSnapshot> settled = new HashMap<>();

    /** Starts nothing yet; {@code number} is from 1. */
    public Launch(Site site, Turns options, int number) {
        this.site = site;
        this.options = options;
        this.number = number;
        this.paddings = RandomSource.XO_SHI_RO_256_PP.create(options.seed() + number);
    }

    /**
     * Starts all of them, then warms them up one after the other.
     *
     * @throws UsageException if a server refuses its options
     * @throws LaunchFailure if one does not come up for another reason, dies or stays cold
     */
    public void start(List<Contender> subjects) throws IOException, InterruptedException {
        for (Contender subject : subjects) {
            servers.add(start(subject));
        }
        for (LoadedServer server : servers) {
            server.warmUp(options);
        }
    }

    private LoadedServer start(Contender subject) throws IOException {
        Path folder = site.scratch.resolve(number + "-" + servers.size() + "-" + subject.server());
        ServerProcess.Site place =
                new ServerProcess.Site(
                        site.home.root(),
                        site.files,
                        Files.createDirectories(folder),
                        site.placement.serverCpus(),
                        paddings.nextInt(LARGEST_PADDING),
                        site.patience);
        ServerProcess process = started(subject, place);
        try {
            return new LoadedServer(subject, process, load(process));
        } catch (RuntimeException | Error failure) {
            process.close();
            throw failure;
        }
    }

    private ServerProcess started(Contender subject, ServerProcess.Site place) throws IOException {
        try {
            return ServerProcess.launch(site.origin.reachable(subject.command()), place);
        } catch (ServerFailure failure) {
            String what = site.home.scrub(failure.getMessage());
            if (failure.refused()) {
                throw new UsageException("server " + subject.name() + ": " + what, failure);
            }
            throw new LaunchFailure(what + " (" + subject.name() + ")");
        }
    }

    private Load load(ServerProcess process) {
        return site.origin.begin(
                new LoadOptions(
                                process.address(),
                                options.connections(),
                                site.placement.loadCpuCount(),
                                site.timeout,
                                false)
                        .withTransport(options.transport()));
    }

    public int connections() {
        return options.connections();
    }

    /** Those that are up. */
    public List<LoadedServer> servers() {
        return List.copyOf(servers);
    }

    /** Mean head of the replies of each server, in bytes. */
    Map<Contender, Double> headBytes() {
        Map<Contender, Double> means = new LinkedHashMap<>();
        servers.forEach(
                s -> means.put(s.subject(), ReplyHeads.mean(s.process(), site.origin.requests())));
        return means;
    }

    /** Requests of each server without a correct reply so far, by kind, warm-up included. */
    Map<Contender, Map<ErrorKind, Long>> errors() {
        Map<Contender, Map<ErrorKind, Long>> errors = new LinkedHashMap<>();
        servers.forEach(s -> errors.put(s.subject(), s.load().snapshot().errors()));
        return errors;
    }

    /**
     * Gives every server its turn.
     *
     * @param order holds their numbers
     * @param taken told of each slice when it is over
     * @throws LaunchFailure if a server dies
     */
    public void round(int round, List<Integer> order, ContentionProbe probe, Consumer<Slice> taken)
            throws LaunchFailure, InterruptedException {
        var _ = probe.read();
        for (int position = 0; position < order.size(); position++) {
            taken.accept(turn(round, position + 1, order.get(position), probe));
        }
    }

    /** All totals at one moment. */
    private record Reading(
            LoadSnapshot load, long loadNanos, long[] serverNanos, CpuTimes billed) {}

    private Slice turn(int round, int position, int index, ContentionProbe probe)
            throws LaunchFailure, InterruptedException {
        LoadedServer server = servers.get(index);
        long begun = System.nanoTime();
        server.load().resume();
        sleepUntil(begun + options.discarded().toNanos());
        Reading opening = read(server);
        // From the opening, not from the beginning: a late start shortens no window.
        sleepUntil(opening.load.nanoTime() + options.measured().toNanos());
        Reading closing = read(server);
        server.load().pause();
        server.requireAlive();
        double contention = probe.sinceLast();
        LoadWindow load =
                new LoadWindow(
                        outside(server, opening.load, closing.load),
                        closing.load.minus(opening.load),
                        Distributions.none(),
                        options.connections(),
                        Optional.empty());
        CpuTimes billed = closing.billed.minus(opening.billed);
        double[] cpu =
                IntStream.range(0, servers.size())
                        .mapToDouble(i -> (closing.serverNanos[i] - opening.serverNanos[i]) / 1e9)
                        .toArray();
        return new Slice(
                options.connections(),
                number,
                round,
                position,
                server.subject(),
                load.seconds(),
                load.requests(),
                load.replies(),
                load.warmup().errorCount() + load.totals().errorCount(),
                load.totals().connects(),
                cpu[index],
                (closing.loadNanos - opening.loadNanos) / 1e9,
                Arrays.stream(cpu).sum() - cpu[index],
                billed.stealShare(),
                contention,
                Validity.judge(load, billed, contention));
    }

    /**
     * What a server was asked for since its last turn and not in the measured part of this one, so
     * that what is not measured, the warm-up included, hides no error. With the measured part that
     * is all since the clients themselves were last asked what is under way.
     */
    private LoadSnapshot outside(LoadedServer server, LoadSnapshot opening, LoadSnapshot closing) {
        LoadSnapshot now = server.load().take().totals();
        LoadSnapshot last = settled.put(server.name(), now);
        LoadSnapshot before = last == null ? opening : opening.minus(last);
        return before.then(now.minus(closing));
    }

    private Reading read(LoadedServer server) {
        return new Reading(
                server.load().snapshot(),
                server.load().cpuNanos(),
                servers.stream().mapToLong(LoadedServer::cpuNanos).toArray(),
                CpuTimes.read(site.placement.serverCpus()));
    }

    private static void sleepUntil(long deadline) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(deadline - System.nanoTime());
    }

    /**
     * Ends all servers in order; {@link #close} ends what is left without.
     *
     * @return what was wrong with how they ended
     */
    public List<String> stop() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        while (!servers.isEmpty()) {
            LoadedServer server = servers.removeLast();
            try (ServerProcess _ = server.process()) {
                server.load().close();
                server.end().map(server::ofThis).ifPresent(wrong::add);
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        servers.forEach(LoadedServer::close);
    }
}
