package webarch.harness.paired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Campaign;
import webarch.harness.campaign.CampaignFacts;
import webarch.harness.campaign.Durable;
import webarch.harness.campaign.Examinations;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Manifest;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.campaign.Served;
import webarch.harness.campaign.Versions;
import webarch.harness.doctor.Examination;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.plan.Level;
import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;
import webarch.harness.remote.LoadHosts;
import webarch.harness.remote.LoadOrigin;
import webarch.harness.subject.Subjects;

/**
 * One call of {@code ./webarch run} for a plan in paired mode. A launch is complete when its slices
 * are in {@code slices.csv}; {@code servers.csv} is written when all are. Owned by the main thread.
 */
public final class PairedExecution {
    private static final String SLICES = "slices.csv";

    private final Home home;
    private final Plan plan;
    private final Scale scale;
    private final Placement chosen;
    private final Optional<LoadHosts> hosts;
    private final Duration patience;
    private final Progress progress;
    private final Subjects subjects;
    private final List<Turns> comparisons = new ArrayList<>();
    private volatile String state = "no launch was begun";

    /** {@code patience} is how long a server may take to become ready. */
    public PairedExecution(
            Home home,
            Plan plan,
            Scale scale,
            Placement placement,
            Optional<LoadHosts> hosts,
            Duration patience,
            Progress progress) {
        this.home = home;
        this.plan = plan;
        this.scale = scale;
        this.chosen = placement;
        this.hosts = hosts;
        this.patience = patience;
        this.progress = progress;
        this.subjects = Subjects.of(home, plan.variants(scale));
        Descriptors descriptors = Descriptors.now();
        for (Level level : scale.levels()) {
            int clients = level.clients();
            descriptors.requireFor(clients, "the plan with " + clients + " connections");
            comparisons.add(
                    new Turns(
                            clients,
                            !descriptors.sufficeFor((long) subjects.all().size() * clients),
                            scale.duration(),
                            scale.rounds(),
                            scale.repetitions(),
                            scale.warmup(),
                            scale.warmupRequests(),
                            plan.seed(),
                            plan.transport()));
        }
    }

    /** How far it has come, for messages. */
    public String state() {
        return state;
    }

    /**
     * Answers the exit code, as of a plan of runs: 1 if each turn failed for a reason of its own.
     */
    public int run(Path folder, Optional<Path> givenFiles)
            throws IOException, InterruptedException {
        try (Campaign campaign = Campaign.open(folder)) {
            try {
                return run(campaign, folder, givenFiles);
            } catch (UsageException refusal) {
                campaign.discardIfNothingRan();
                throw refusal;
            }
        }
    }

    private int run(Campaign campaign, Path folder, Optional<Path> givenFiles)
            throws IOException, InterruptedException {
        Served served = Served.of(home, plan, scale, plan.workloads().getFirst(), givenFiles);
        Machine machine = Machine.describe();
        LoadOrigin origin = served.origin(plan.seed(), hosts);
        Placement placement = chosen.with(origin);
        ObjectNode manifest = manifest(campaign.name(), placement, served, machine);
        SlicesFile file = new SlicesFile(folder.resolve(SLICES), placement);
        List<Slice> earlier = new ArrayList<>();
        Optional<JsonNode> existing = campaign.manifest();
        if (existing.isPresent()) {
            Manifest.requireSame(existing.get(), manifest, folder);
            if (Files.exists(folder.resolve("servers.csv"))) {
                progress.note("all " + launches() + " launches are complete already");
                return summarise(folder);
            }
            Manifest.requireSameVersions(existing.get(), manifest, folder);
            earlier.addAll(file.recover(subjects, slicesPerLaunch()));
            tell(earlier);
            progress.note("going on after " + state);
        }
        Cpus.confineThisProcess(placement.loadCpus());
        served.write(home, progress);
        Examinations examinations = new Examinations(home, campaign, progress);
        if (existing.isEmpty()) {
            Examination before = examinations.begin(manifest);
            campaign.beginSlices(Manifest.with(manifest, List.of(served)));
            file.create();
            examinations.keep(before);
        } else {
            examinations.resumed();
        }
        Path scratch = folder.resolve(".partial");
        try (Interruption _ =
                new Interruption(
                        progress,
                        () -> "interrupted; " + state() + ", and the same command goes on")) {
            Launch.Site site =
                    new Launch.Site(
                            home,
                            origin,
                            served.files(),
                            placement,
                            scratch,
                            plan.timeout(),
                            patience);
            List<ServersCsv.Row> rows = compare(site, earlier, file, campaign);
            write(folder, machine, placement, served, rows);
        }
        Durable.remove(scratch);
        examinations.complete();
        return summarise(folder);
    }

    private int summarise(Path folder) throws IOException {
        SlicesState state = SlicesState.read(folder.resolve(SLICES), slicesPerLaunch());
        progress.note(
                "%d launches: %d slices, %d of them invalid; in %s"
                        .formatted(
                                state.launches().size(),
                                state.slices(),
                                state.invalid(),
                                home.show(folder)));
        return state.failed() ? 1 : 0;
    }

    private ObjectNode manifest(String name, Placement placement, Served served, Machine machine)
            throws IOException {
        CampaignFacts facts =
                new CampaignFacts(
                        name,
                        plan,
                        scale,
                        launches(),
                        placement,
                        machine.summary(),
                        served.requests().name(),
                        served.requests().sha256());
        ObjectNode manifest =
                Manifest.of(facts, List.of(served), List.of(), Versions.read(home), machine);
        ArrayNode launches = manifest.putArray("launches");
        for (Turns turns : comparisons) {
            for (int launch = 1; launch <= turns.launches(); launch++) {
                ObjectNode node = launches.addObject();
                node.put("connections", turns.connections());
                node.put("launch", launch);
                node.put("slices", slicesPerLaunch());
            }
        }
        return manifest;
    }

    private int launches() {
        return comparisons.stream().mapToInt(Turns::launches).sum();
    }

    private int slicesPerLaunch() {
        return subjects.all().size() * scale.rounds();
    }

    private void tell(List<Slice> slices) {
        state = slices.size() / slicesPerLaunch() + " of " + launches() + " launches are complete";
    }

    private List<ServersCsv.Row> compare(
            Launch.Site site, List<Slice> earlier, SlicesFile file, Campaign campaign)
            throws IOException, InterruptedException {
        List<ServersCsv.Row> rows = new ArrayList<>();
        List<Slice> all = new ArrayList<>(earlier);
        tell(all);
        for (Turns turns : comparisons) {
            Comparison comparison = new Comparison(site, turns, subjects, progress);
            comparison.run(
                    earlier.stream()
                            .filter(slice -> slice.connections() == turns.connections())
                            .toList(),
                    launch -> {
                        file.append(launch);
                        campaign.completedLaunch();
                        all.addAll(launch);
                        tell(all);
                    });
            for (ServerSummary server : comparison.summaries()) {
                progress.note(line(turns, server));
                rows.add(new ServersCsv.Row(turns, server));
            }
        }
        return rows;
    }

    private String line(Turns turns, ServerSummary server) {
        if (!server.hasValidSlices()) {
            return "%d clients  %s  no valid slice".formatted(turns.connections(), server.server());
        }
        String line =
                String.format(
                        Locale.ROOT,
                        "%d clients  %s  %.1f µs/request  ratio to %s %.3f (%.3f to %.3f)  %s",
                        turns.connections(),
                        server.server(),
                        server.cpuMicrosPerRequest(),
                        subjects.against().name(),
                        server.ratio().estimate(),
                        server.ratio().low(),
                        server.ratio().high(),
                        server.saturation().label());
        return server.errors() == 0 ? line : line + "  ERRORS: " + server.errors();
    }

    private void write(
            Path folder,
            Machine machine,
            Placement placement,
            Served served,
            List<ServersCsv.Row> rows)
            throws IOException {
        ServersCsv.Facts facts =
                new ServersCsv.Facts(
                        machine.summary(), placement, served.requests(), subjects.against());
        Durable.write(folder.resolve("servers.csv"), ServersCsv.text(facts, rows));
    }
}
