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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Placement;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
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

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What all launches share.
     *
     * @param files the folder with the file set
     * @param scratch for the servers' logs
     */
    public record Site(
            Home home, LoadOrigin origin, Path files, Placement placement, Path scratch) {

        /** With the load in this process. */
        public Site(Home home, RequestLog log, Path files, Placement placement, Path scratch) {
            this(home, LoadOrigin.here(log), files, placement, scratch);
        }
    }

    private final Site site;
    private final Turns options;
    private final int number;
    private final UniformRandomProvider paddings;
    private final List<LoadedServer> servers = new ArrayList<>();
    private final Map<String, Long> errorsBefore = new HashMap<>();

    /** Starts nothing yet; {@code number} is from 1. */
    public Launch(Site site, Turns options, int number) {
        this.site = site;
        this.options = options;
        this.number = number;
        this.paddings = RandomSource.XO_SHI_RO_256_PP.create(options.seed() + number);
    }

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
                        PATIENCE);
        try {
            ServerProcess process =
                    ServerProcess.launch(site.origin.reachable(subject.command()), place);
            LoadOptions load =
                    new LoadOptions(
                                    process.address(),
                                    options.connections(),
                                    site.placement.loadCpuCount(),
                                    TIMEOUT,
                                    false)
                            .withTransport(options.transport());
            return new LoadedServer(subject, process, site.origin.begin(load));
        } catch (ServerFailure failure) {
            throw new UsageException(
                    "server " + subject.name() + ": " + site.home.scrub(failure.getMessage()),
                    failure);
        }
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

    /** Gives every server its turn; {@code order} holds their numbers. */
    public List<Slice> round(int round, List<Integer> order, ContentionProbe probe)
            throws IOException, InterruptedException {
        List<Slice> slices = new ArrayList<>();
        var _ = probe.read();
        for (int position = 0; position < order.size(); position++) {
            slices.add(turn(round, position + 1, order.get(position), probe));
        }
        return slices;
    }

    /** All totals at one moment. */
    private record Reading(
            LoadSnapshot load, long loadNanos, long[] serverNanos, CpuTimes billed) {}

    private Slice turn(int round, int position, int index, ContentionProbe probe)
            throws IOException, InterruptedException {
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
        long errors = server.load().snapshot().errorCount();
        long newErrors = errors - errorsBefore.getOrDefault(server.name(), 0L);
        errorsBefore.put(server.name(), errors);
        LoadSnapshot load = closing.load.minus(opening.load);
        if (load.replies() + load.errorCount() == 0) {
            throw new IOException(
                    server.name()
                            + ": no request ended in a whole slice, after "
                            + errors
                            + " errors in all; try a longer --slice");
        }
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
                load.nanoTime() / 1e9,
                load.replies() + load.errorCount(),
                load.replies(),
                newErrors,
                load.connects(),
                cpu[index],
                (closing.loadNanos - opening.loadNanos) / 1e9,
                Arrays.stream(cpu).sum() - cpu[index],
                closing.billed.minus(opening.billed).stealShare(),
                contention);
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

    /** Ends all servers in order; {@link #close} ends what is left without. */
    public void stop() throws InterruptedException {
        while (!servers.isEmpty()) {
            LoadedServer server = servers.removeLast();
            server.load().close();
            server.process().stop(GRACE);
        }
    }

    @Override
    public void close() {
        servers.forEach(LoadedServer::close);
    }
}
