package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Subject;

/**
 * How many sessions a second each server serves at most, to which shares of offered load refer. It
 * is found at the start of a campaign by a closed loop, in a few runs whose median counts. Their
 * rows, with the columns of {@code runs.csv}, are in {@code peaks.csv}. Where none of them saw a
 * reply there is no rate, and the runs that need one are not carried out. Owned by the main thread.
 */
final class Peaks {
    private final Campaign campaign;
    private final List<PlannedRun> planned;
    private final List<Served> workloads;
    private final Map<Key, Double> sessions = new HashMap<>();
    private final Map<Key, String> missing = new HashMap<>();

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
        Set<String> done = RunsCsv.ids(rows.entries());
        for (PlannedRun run : planned) {
            if (!done.contains(run.runId())) {
                RunRecord result = measure(run, runners, rows);
                progress.note(
                        "peak %d/%d %s"
                                .formatted(run.position(), planned.size(), ResultLine.of(result)));
            }
        }
        Map<String, Double> rates = rows.rates();
        Map<String, String> reasons =
                rows.entries().stream()
                        .collect(
                                Collectors.toMap(
                                        RunsCsv.Entry::runId, RunsCsv.Entry::invalidReason));
        for (PlannedRun run : planned) {
            Key key = Key.of(run);
            double[] own = own(key, rates);
            if (own.length > 0) {
                sessions.put(key, Median.withDefaults().evaluate(own) / requestsOf(key));
            } else {
                missing.put(key, "no peak: " + reasons.get(run.runId()).replace("; ", ", "));
            }
        }
    }

    private RunRecord measure(PlannedRun run, Runners runners, RunsCsv rows)
            throws IOException, InterruptedException {
        Path partial = campaign.beginRun(run.runId());
        RunRecord result = runners.run(run, partial);
        Interruption.check();
        Durable.remove(partial);
        rows.append(result);
        return result;
    }

    /** The rates of all runs that came to one. */
    private double[] own(Key key, Map<String, Double> rates) {
        return planned.stream()
                .filter(run -> Key.of(run).equals(key))
                .mapToDouble(run -> rates.get(run.runId()))
                .filter(rate -> rate > 0)
                .toArray();
    }

    /** Mean number of requests in a session of the log. */
    private double requestsOf(Key key) {
        return workloads.stream()
                .filter(workload -> workload.given().equals(key.workload))
                .mapToDouble(w -> (double) w.requests().size() / w.requests().sessions())
                .findFirst()
                .orElseThrow();
    }

    /** Why there is no rate for a run, if it needs one and its server has no peak. */
    Optional<String> missing(PlannedRun run) {
        return run.level().offeredShare().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(missing.get(Key.of(run)));
    }

    /** The run at the rate that its share of the peak comes to; any other run as it is. */
    PlannedRun resolve(PlannedRun run) {
        return run.level().offeredShare().isEmpty()
                ? run
                : run.at(run.level().offeredShare().getAsDouble() * sessions.get(Key.of(run)));
    }
}
