package webarch.harness.campaign;

import java.time.Duration;
import java.util.Optional;
import webarch.harness.measure.ServerProcess;

/** The end of a server after its measurement, and what is wrong with it. */
public final class OrderlyEnd {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What a process reports that SIGTERM ended; ours catch it, others need not. */
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private OrderlyEnd() {}

    /**
     * Asks a server to finish, and waits until it has.
     *
     * @param ours whether it has to answer SIGTERM with exit code 0
     * @return empty if all is well; else a reason for what it was measured by not to count
     */
    public static Optional<String> of(ServerProcess server, boolean ours)
            throws InterruptedException {
        boolean died = !server.isAlive();
        ServerProcess.Ending ending = server.stop(GRACE);
        if (died) {
            return Optional.of(
                    "server died with exit code " + ending.exitCode() + server.lastLine(": "));
        }
        if (ending.killed()) {
            return Optional.of(
                    "server did not stop within " + GRACE.toSeconds() + " s and was killed");
        }
        if (ending.exitCode() != 0 && (ours || ending.exitCode() != ENDED_BY_SIGTERM)) {
            return Optional.of(
                    "server ended with exit code " + ending.exitCode() + server.lastLine(": "));
        }
        return Optional.empty();
    }
}
