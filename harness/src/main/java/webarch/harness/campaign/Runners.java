package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.measure.CpuList;
import webarch.harness.plan.PlannedRun;
import webarch.harness.remote.LoadHosts;

/**
 * The runner of each run: one for every workload and number of server CPUs. Owned by the main
 * thread.
 */
final class Runners {
    private final Map<Key, Runner> runners = new LinkedHashMap<>();

    private record Key(String workload, int serverCpus) {
        static Key of(PlannedRun run) {
            return new Key(run.workload(), run.serverCpus());
        }
    }

    Runners(
            Home home,
            CampaignFacts facts,
            List<Served> workloads,
            List<PlannedRun> runs,
            Optional<LoadHosts> hosts,
            Duration patience)
            throws InterruptedException {
        CpuList cpus =
                runs.stream()
                        .map(PlannedRun::serverCpus)
                        .distinct()
                        .map(number -> facts.of(workloads.getFirst().requests(), number))
                        .map(own -> own.placement().cpus())
                        .reduce(facts.placement().cpus(), CpuList::with);
        ContentionProbe contention = new ContentionProbe(cpus);
        for (PlannedRun run : runs) {
            Served served =
                    workloads.stream()
                            .filter(workload -> workload.given().equals(run.workload()))
                            .findFirst()
                            .orElseThrow();
            CampaignFacts own = facts.of(served.requests(), run.serverCpus());
            runners.computeIfAbsent(
                    Key.of(run),
                    _ ->
                            new Runner(
                                    home,
                                    own,
                                    served.origin(facts.plan().seed(), hosts),
                                    served.files(),
                                    patience,
                                    contention));
        }
    }

    /** See {@link Runner#rehearse}. */
    void rehearse(List<PlannedRun> runs) throws IOException, InterruptedException {
        for (Map.Entry<Key, Runner> runner : runners.entrySet()) {
            runner.getValue()
                    .rehearse(
                            runs.stream()
                                    .filter(run -> Key.of(run).equals(runner.getKey()))
                                    .toList());
        }
    }

    /** See {@link Runner#without}. */
    RunRecord without(PlannedRun run, String reason) {
        return runners.get(Key.of(run)).without(run, reason);
    }

    /** See {@link Runner#run}. */
    RunRecord run(PlannedRun run, Path folder) throws IOException, InterruptedException {
        return runners.get(Key.of(run)).run(run, folder);
    }
}
