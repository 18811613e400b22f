package webarch.harness.plan;

import java.util.Optional;
import webarch.harness.disk.Storage;

/**
 * One run of a plan at one scale: a fresh server process under one load.
 *
 * @param runId unique within the campaign, for instance {@code b02-userver-c064}
 * @param block repetition, from 1
 * @param position place in the order of execution, from 1
 * @param workload as the plan names it
 * @param serverCpus how many CPUs the server has; 0 for all that the placement gives it
 * @param storage where its files are; empty for in memory, as they come
 * @param observation what is looked at
 * @param environmentPadding bytes added to the environment of the server process; random, because
 *     the place of the stack moves results (Mytkowicz et al., ASPLOS 2009)
 */
public record PlannedRun(
        String runId,
        int block,
        int position,
        Subject subject,
        String workload,
        int serverCpus,
        Level level,
        Optional<Storage> storage,
        Observation observation,
        int environmentPadding) {

    /** The same at this rate of sessions, which its share of the peak comes to. */
    public PlannedRun at(double sessionRate) {
        return new PlannedRun(
                runId,
                block,
                position,
                subject,
                workload,
                serverCpus,
                level.at(sessionRate),
                storage,
                observation,
                environmentPadding);
    }

    /** Concurrent clients, or the most there may be. */
    public int connections() {
        return level.clients();
    }
}
