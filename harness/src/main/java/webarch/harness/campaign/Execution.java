package webarch.harness.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import webarch.harness.Home;
import webarch.harness.SkippedException;
import webarch.harness.UsageException;
import webarch.harness.disk.PreparedStorage;
import webarch.harness.doctor.Examination;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.plan.Observation;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;
import webarch.harness.profile.KernelAccess;
import webarch.harness.profile.Profiling;
import webarch.harness.remote.LoadHosts;
import webarch.harness.workload.RequestLog;

/**
 * One call of {@code ./webarch run}, from a plan that reads well to a campaign that is complete.
 * Owned by the main thread.
 */
public final class Execution {
    private final Home home;
    private final Plan plan;
    private final Placement placement;
    private final Optional<LoadHosts> hosts;
    private final Progress progress;
    private Scale scale;
    private List<PlannedRun> runs;
    private RemainingRuns running;

    public Execution(
            Home home,
            Plan plan,
            Scale scale,
            Placement placement,
            Optional<LoadHosts> hosts,
            Progress progress) {
        this.home = home;
        this.plan = plan;
        this.scale = scale;
        this.placement = placement;
        this.hosts = hosts;
        this.runs = plan.runs(scale);
        this.progress = progress;
        int most = runs.stream().mapToInt(PlannedRun::connections).max().orElse(0);
        Descriptors.now().requireFor(most, "the plan with " + most + " connections");
    }

    /** How far it has come, for messages. */
    public String state() {
        return running == null ? "no run was begun" : running.state();
    }

    /**
     * Answers the exit code: 0, or 1 if each run failed for a reason of its own. A run that others
     * who used the machine made invalid counts for neither: plans that follow shall not be lost
     * because of them.
     */
    public int run(Path folder, Optional<Path> givenFiles, Duration patience)
            throws IOException, InterruptedException {
        try (Campaign campaign = Campaign.open(folder)) {
            try {
                return run(campaign, folder, givenFiles, patience);
            } catch (UsageException | SkippedException refusal) {
                campaign.discardIfNothingRan();
                throw refusal;
            }
        }
    }

    private int run(Campaign campaign, Path folder, Optional<Path> givenFiles, Duration patience)
            throws IOException, InterruptedException {
        Machine machine = Machine.describe();
        List<Served> workloads =
                plan.workloads().stream()
                        .map(workload -> Served.of(home, plan, scale, workload, givenFiles))
                        .toList();
        Optional<JsonNode> existing = campaign.manifest();
        LeftOut leftOut =
                existing.isPresent() ? LeftOut.of(existing.get()) : tryStorages(workloads);
        scale = leftOut.from(scale);
        runs = plan.runs(scale);
        RequestLog requests = workloads.getFirst().requests();
        CampaignFacts facts =
                new CampaignFacts(
                        campaign.name(),
                        plan,
                        scale,
                        runs.size(),
                        placement.with(workloads.getFirst().origin(plan.seed(), hosts)),
                        machine.summary(),
                        requests.name(),
                        requests.sha256());
        ObjectNode manifest = Manifest.of(facts, workloads, runs, Versions.read(home), machine);
        Set<String> complete = Set.of();
        if (existing.isPresent()) {
            Manifest.requireSame(existing.get(), manifest, folder);
            complete = campaign.recover(progress);
            if (complete.size() == runs.size()) {
                progress.note("all " + runs.size() + " runs are complete already");
                new ObservationTables(home, folder).writeMissing();
                return summarise(campaign, folder);
            }
            Manifest.requireSameVersions(existing.get(), manifest, folder);
            progress.note("going on after " + complete.size() + " of " + runs.size() + " runs");
        }
        leftOut.lines().forEach(progress::note);
        Cpus.confineThisProcess(placement.loadCpus());
        for (Served workload : workloads) {
            workload.write(home, progress);
        }
        List<PlannedRun> peaks = plan.peaks(scale);
        tellWhatCannotBeSeen();
        Runners runners = new Runners(home, facts, workloads, runs, hosts, patience);
        Examinations examinations = new Examinations(home, campaign, progress);
        if (existing.isEmpty()) {
            runners.rehearse(runs);
            leftOut.writeInto(manifest);
            Examination before = examinations.begin(manifest);
            campaign.begin(Manifest.with(manifest, workloads));
            examinations.keep(before);
        } else {
            examinations.resumed();
        }
        running =
                new RemainingRuns(
                        campaign,
                        runners,
                        new Peaks(campaign, peaks, workloads),
                        runs,
                        new Estimate(perRun()),
                        progress);
        running.finish(complete);
        examinations.complete();
        new ObservationTables(home, folder).write();
        return summarise(campaign, folder);
    }

    private void tellWhatCannotBeSeen() {
        KernelAccess access = KernelAccess.here();
        if (plan.observations().contains(Observation.PROFILE)) {
            Profiling.shortcoming(access).ifPresent(progress::note);
        }
        if (plan.observations().contains(Observation.COUNTS)) {
            access.missingForCounts().ifPresent(lack -> progress.note(lack.toString()));
        }
    }

    private LeftOut tryStorages(List<Served> workloads) throws IOException {
        return LeftOut.of(
                scale.storages(),
                storage -> {
                    for (Served workload : workloads) {
                        PreparedStorage.rehearse(storage, workload.files(), Runner.mounts(home));
                    }
                });
    }

    private Duration perRun() {
        return new Forecast(plan, scale).total().dividedBy(runs.size());
    }

    private int summarise(Campaign campaign, Path folder) throws IOException {
        List<RunsCsv.Entry> entries = campaign.runs().entries();
        long valid = entries.stream().filter(RunsCsv.Entry::valid).count();
        progress.note(
                String.format(
                        Locale.ROOT,
                        "%d runs: %d valid, %d invalid; in %s",
                        entries.size(),
                        valid,
                        entries.size() - valid,
                        home.show(folder)));
        return entries.stream().anyMatch(e -> e.valid() || Validity.isOfTheMachine(e)) ? 0 : 1;
    }
}
