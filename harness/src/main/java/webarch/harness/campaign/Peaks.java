package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Subject;

/**
 * How many sessions a second each server serves at most, to which shares of offered load refer. It
 * is found at the start of a campaign by a closed loop, in a few runs whose median counts. Their
 * rows, with the columns of {@code runs.csv}, are in {@code peaks.csv}. Owned by the main thread.
 */
final class Peaks {
    private final Campaign campaign;
    private final List<PlannedRun> planned;
    private final List<Served> workloads;
    private final Map<Key, Double> sessions = new HashMap<>();

    private record Key(Subject subject, String workload, int serverCpus) {
        static Key of(PlannedRun run) {
            return new Key(run.subject(), run.workload(), run.serverCpus());
        }
    }

    Peaks(Campaign campaign, List<PlannedRun> planned, List<Served> workloads) {
        this.campaign = campaign;
        this.planned = planned;
        this.workloads = workloads;
    }

    /** Takes the rows there are, and makes those that are missing. */
    void find(Runners runners, Progress progress) throws IOException, InterruptedException {
        if (planned.isEmpty()) {
            return;
        }
        RunsCsv rows = campaign.peaks();
        rows.dropTornRow();
        rows.create();
        Map<String, Double> rates = new HashMap<>(rows.rates());
        for (PlannedRun run : planned) {
            if (!rates.containsKey(run.runId())) {
                rates.put(run.runId(), measure(run, runners, rows));
                progress.note(
                        "peak %d/%d %s  %,.0f replies/s"
                                .formatted(
                                        run.position(),
                                        planned.size(),
                                        run.runId(),
                                        rates.get(run.runId())));
            }
        }
        for (PlannedRun run : planned) {
            sessions.computeIfAbsent(Key.of(run), key -> median(key, rates) / requestsOf(key));
        }
    }

    private double measure(PlannedRun run, Runners runners, RunsCsv rows)
            throws IOException, InterruptedException {
        Path partial = campaign.beginRun(run.runId());
        RunRecord result = runners.run(run, partial);
        if (result.window().isEmpty() || result.window().get().load().replies() == 0) {
            throw new IOException(
                    run.runId() + ": no peak: " + String.join("; ", result.invalidReasons()));
        }
        Durable.remove(partial);
        rows.append(result);
        return result.window().get().load().repliesPerSecond();
    }

    private double median(Key key, Map<String, Double> rates) {
        double[] own =
                planned.stream()
                        .filter(run -> Key.of(run).equals(key))
                        .mapToDouble(run -> rates.get(run.runId()))
                        .toArray();
        return Median.withDefaults().evaluate(own);
    }

    /** Mean number of requests in a session of the log. */
    private double requestsOf(Key key) {
        return workloads.stream()
                .filter(workload -> workload.given().equals(key.workload))
                .mapToDouble(w -> (double) w.requests().size() / w.requests().sessions())
                .findFirst()
                .orElseThrow();
    }

    /** The run at the rate that its share of the peak comes to; any other run as it is. */
    PlannedRun resolve(PlannedRun run) {
        return run.level().offeredShare().isEmpty()
                ? run
                : run.at(run.level().offeredShare().getAsDouble() * sessions.get(Key.of(run)));
    }
}
