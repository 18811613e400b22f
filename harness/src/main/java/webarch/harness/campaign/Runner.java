package webarch.harness.campaign;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.disk.PreparedStorage;
import webarch.harness.load.ClassesCsv;
import webarch.harness.load.Load;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.measure.ServerCommand;
import webarch.harness.measure.ServerFailure;
import webarch.harness.measure.ServerProcess;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Subject;
import webarch.harness.profile.CategoryTable;
import webarch.harness.profile.Counting;
import webarch.harness.profile.Observer;
import webarch.harness.profile.Profiling;
import webarch.harness.remote.LoadHostFailure;
import webarch.harness.remote.LoadOrigin;
import webarch.harness.remote.RemoteLoad;
import webarch.harness.subject.SubjectCommand;
import webarch.harness.workload.RequestLog;

/**
 * Carries out one run: a fresh server process, the load, the measurement, the verdict, the files.
 * Owned by the main thread.
 */
final class Runner {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int NANOS_PER_MICRO = 1000;

    private final Home home;
    private final CampaignFacts facts;
    private final LoadOrigin origin;
    private final RequestLog requests;
    private final Path files;
    private final Duration patience;
    private final ContentionProbe contention;

    /**
     * {@code files} is the folder with the file set, {@code patience} how long a server may take to
     * become ready.
     */
    Runner(
            Home home,
            CampaignFacts facts,
            LoadOrigin origin,
            Path files,
            Duration patience,
            ContentionProbe contention) {
        this.home = home;
        this.facts = facts;
        this.origin = origin;
        this.requests = origin.requests();
        this.files = files;
        this.patience = patience;
        this.contention = contention;
    }

    /**
     * Starts and stops each server of {@code runs} once, so that one that refuses its options does
     * so before the campaign begins and not in the middle of it. Other failures are left to the
     * runs, which record them.
     */
    void rehearse(List<PlannedRun> runs) throws IOException, InterruptedException {
        Set<Subject> seen = new HashSet<>();
        for (PlannedRun run : runs) {
            if (seen.add(run.subject())) {
                rehearse(run);
            }
        }
    }

    private void rehearse(PlannedRun run) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("webarch-rehearsal");
        try (ServerProcess server = ServerProcess.launch(command(run), site(run, folder, files))) {
            server.stop(GRACE);
        } catch (ServerFailure failure) {
            if (failure.refused()) {
                throw refusal(run, failure);
            }
        } finally {
            Durable.remove(folder);
        }
    }

    private UsageException refusal(PlannedRun run, ServerFailure failure) {
        return new UsageException(
                "server " + run.subject().name() + ": " + home.scrub(failure.getMessage()),
                failure);
    }

    /** Leaves the run's files in {@code folder}. */
    RunRecord run(PlannedRun run, Path folder) throws IOException, InterruptedException {
        if (run.storage().isEmpty()) {
            return run(run, folder, Optional.empty());
        }
        try (PreparedStorage storage =
                PreparedStorage.prepare(
                        run.storage().get(),
                        requests.fileSet(),
                        files,
                        mounts(home),
                        facts.plan().seed() + run.position())) {
            return run(run, folder, Optional.of(storage));
        }
    }

    /** A run that is not carried out. */
    RunRecord without(PlannedRun run, String reason) {
        return new RunRecord(
                facts, run, Instant.now(), Optional.empty(), Double.NaN, List.of(reason));
    }

    /** Where file systems are mounted while a run needs them. */
    static Path mounts(Home home) {
        return home.resolve(".work/mounts");
    }

    private RunRecord run(PlannedRun run, Path folder, Optional<PreparedStorage> storage)
            throws IOException, InterruptedException {
        Instant started = Instant.now();
        List<String> reasons = new ArrayList<>();
        Optional<Window> window = Optional.empty();
        try (ServerProcess server =
                ServerProcess.launch(
                        storage.map(PreparedStorage::entering)
                                .map(command(run)::startedBy)
                                .orElse(command(run)),
                        site(run, folder, storage.map(PreparedStorage::root).orElse(files)))) {
            if (storage.isPresent()) {
                storage.get().fill(requests);
            }
            window = Optional.of(measure(run, server, folder, storage, reasons));
            OrderlyEnd.of(server, SubjectCommand.isOurs(run.subject())).ifPresent(reasons::add);
            reasons.addAll(Validity.judge(window.get(), scale(run)));
        } catch (ServerFailure failure) {
            if (failure.refused()) {
                throw refusal(run, failure);
            }
            reasons.add(failure.getMessage());
        } catch (LoadHostFailure failure) {
            reasons.add(failure.getMessage());
        }
        if (requests.fileSet().write(files).files() > 0) {
            reasons.add("file set: some of it was changed or deleted during the run");
        }
        double slowdown = contention.sinceLast();
        reasons.addAll(Validity.contention(slowdown));
        Files.deleteIfExists(folder.resolve("counters"));
        scrubLog(folder.resolve("server.log"));
        return new RunRecord(
                facts, run, started, window, slowdown, reasons.stream().map(home::scrub).toList());
    }

    private ServerCommand command(PlannedRun run) {
        ServerCommand chosen = origin.reachable(SubjectCommand.of(home, run.subject()));
        if (!SubjectCommand.isOurs(run.subject())) {
            return chosen;
        }
        return switch (run.observation()) {
            case THROUGHPUT -> chosen;
            case PROFILE -> chosen.with(Profiling.arguments().toArray(String[]::new));
            case COUNTS -> chosen.with(Counting.arguments().toArray(String[]::new));
        };
    }

    private ServerProcess.Site site(PlannedRun run, Path folder, Path served) {
        return new ServerProcess.Site(
                home.root(),
                served,
                folder,
                facts.placement().serverCpus(),
                run.environmentPadding(),
                patience);
    }

    private Window measure(
            PlannedRun run,
            ServerProcess server,
            Path folder,
            Optional<PreparedStorage> storage,
            List<String> reasons)
            throws IOException {
        LoadOptions options = options(run, server);
        Optional<LoadSnapshot> earlier = heat(run, server);
        try (Load load = origin.begin(options)) {
            Probe probe = new Probe(server.tree(), load, folder.resolve("counters"), storage);
            Observer observer = observer(run, server, load, folder);
            Measurement measurement =
                    new Measurement(load, probe, server.tree(), server::isAlive, observer);
            Window window =
                    measurement.take(scale(run), facts.placement().serverCpus(), options, earlier);
            reasons.addAll(observer.failures());
            Files.writeString(
                    folder.resolve("seconds.csv"), SecondsCsv.text(measurement.seconds()));
            Files.writeString(
                    folder.resolve("classes.csv"),
                    ClassesCsv.text(requests.fileSet().classes(), window.load()));
            keepHosts(load, window, folder);
            writeLatency(window.load().latency(), folder.resolve("latency.hgrm"));
            return window;
        }
    }

    private Scale scale(PlannedRun run) {
        return facts.scale().of(run);
    }

    private LoadOptions options(PlannedRun run, ServerProcess server) {
        return new LoadOptions(
                        server.address(),
                        run.connections(),
                        Math.min(run.connections(), facts.placement().loadCpuCount()),
                        facts.plan().timeout(),
                        false)
                .withSessionRate(run.level().arrivals(facts.plan().seed()))
                .withDraining(facts.plan().draining())
                .withTransport(facts.plan().transport());
    }

    /** Leaves {@code hosts.csv} in the folder of a run whose load was remote. */
    private static void keepHosts(Load load, Window window, Path folder) throws IOException {
        if (load instanceof RemoteLoad remote) {
            Files.writeString(
                    folder.resolve("hosts.csv"),
                    remote.hostsCsv(
                            window.opening().nanoTime(),
                            window.closing().nanoTime(),
                            window.load()));
        }
    }

    private Observer observer(PlannedRun run, ServerProcess server, Load load, Path folder) {
        return switch (run.observation()) {
            case THROUGHPUT -> Observer.NONE;
            case PROFILE ->
                    new Profiling(
                            server.tree(),
                            load::snapshot,
                            folder,
                            home.resolve(".work/async-profiler"),
                            home.resolve(CategoryTable.FILE),
                            facts.scale().duration().dividedBy(2));
            case COUNTS -> new Counting(server.tree(), load::snapshot, folder);
        };
    }

    private Optional<LoadSnapshot> heat(PlannedRun run, ServerProcess server) {
        if (!run.level().isOpen()) {
            return Optional.empty();
        }
        LoadOptions loop =
                new LoadOptions(
                        server.address(),
                        facts.plan().peakClients(),
                        facts.placement().loadCpus().size(),
                        facts.plan().timeout(),
                        false);
        return Optional.of(Heating.heat(server, loop, requests, scale(run)));
    }

    private static void writeLatency(Histogram latency, Path file) throws IOException {
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            latency.outputPercentileDistribution(out, (double) NANOS_PER_MICRO);
            if (out.checkError()) {
                throw new IOException(file + ": cannot be written; is the disk full?");
            }
        }
    }

    private void scrubLog(Path log) throws IOException {
        if (Files.exists(log)) {
            // Any bytes may stand there; this encoding gives them back as they were.
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            String scrubbed = home.scrub(text);
            if (!scrubbed.equals(text)) {
                Files.writeString(log, scrubbed, StandardCharsets.ISO_8859_1);
            }
        }
    }
}
