package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import webarch.harness.plan.PlannedRun;

/** The runs of a campaign that are not complete yet, carried out. Owned by the main thread. */
final class RemainingRuns {
    private final Campaign campaign;
    private final Runners runners;
    private final Peaks peaks;
    private final List<PlannedRun> runs;
    private final Estimate estimate;
    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();

    RemainingRuns(
            Campaign campaign,
            Runners runners,
            Peaks peaks,
            List<PlannedRun> runs,
            Estimate estimate,
            Progress progress) {
        this.campaign = campaign;
        this.runners = runners;
        this.peaks = peaks;
        this.runs = runs;
        this.estimate = estimate;
        this.progress = progress;
    }

    /** How far it has come; any thread. */
    String state() {
        return done.get() + " of " + runs.size() + " runs are complete";
    }

    void finish(Set<String> complete) throws IOException, InterruptedException {
        done.set(complete.size());
        try (Interruption _ =
                new Interruption(
                        progress,
                        () -> "interrupted; " + state() + ", and the same command goes on")) {
            peaks.find(runners, progress);
            for (PlannedRun run : runs) {
                if (!complete.contains(run.runId())) {
                    progress.bar(done.get(), runs.size(), left(), run.runId());
                    carryOut(run);
                }
            }
        }
    }

    private void carryOut(PlannedRun run) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path partial = campaign.beginRun(run.runId());
        Optional<String> noPeak = peaks.missing(run);
        RunRecord result =
                noPeak.isPresent()
                        ? runners.without(run, noPeak.get())
                        : runners.run(peaks.resolve(run), partial);
        Interruption.check();
        campaign.completeRun(partial, result);
        estimate.add(Duration.ofNanos(System.nanoTime() - begun));
        progress.finished(done.incrementAndGet(), runs.size(), left(), ResultLine.of(result));
    }

    private Duration left() {
        return estimate.of(runs.size() - done.get());
    }
}
