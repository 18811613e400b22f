package webarch.harness.plan;

import java.util.Optional;
import webarch.harness.disk.Storage;

/**
 * One run of a plan at one scale: a fresh server process under one load.
 *
 * @param runId unique within the campaign, for instance {@code b02-userver-c064}
 * @param block repetition, from 1
 * @param position place in the order of execution, from 1
 * @param storage where its files are; empty for in memory, as they come
 * @param environmentPadding bytes added to the environment of the server process; random, because
 *     the place of the stack moves results (Mytkowicz et al., ASPLOS 2009)
 */
public record PlannedRun(
        String runId,
        int block,
        int position,
        Subject subject,
        Level level,
        Optional<Storage> storage,
        int environmentPadding) {

    /** Concurrent clients, or the most there may be. */
    public int connections() {
        return level.clients();
    }
}
