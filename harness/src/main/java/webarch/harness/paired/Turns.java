package webarch.harness.paired;

import java.time.Duration;
import webarch.harness.UsageException;
import webarch.harness.load.Transport;
import webarch.harness.measure.ServerProcess;

/**
 * How the servers are compared.
 *
 * @param connections to each server, kept open while another one is loaded
 * @param oneAtATime whether a launch starts the servers one after the other, each alone
 * @param slice how long a server is loaded in its turn
 * @param rounds turns of each server in a launch
 * @param launches how often all servers are started anew
 * @param warmup shortest time under load before the first round
 * @param warmupRequests replies that each process of a server must have behind it as well, in the
 *     mean
 * @param seed of the order of the slices, and of the bootstrap
 * @param transport of the load
 */
public record Turns(
        int connections,
        boolean oneAtATime,
        Duration slice,
        int rounds,
        int launches,
        Duration warmup,
        long warmupRequests,
        long seed,
        Transport transport) {
    private static final Duration LEAST_WARMUP_LIMIT = Duration.ofSeconds(10);

    /** Servers close connections that were idle for longer than a minute. */
    private static final Duration LONGEST_SLICE = Duration.ofSeconds(10);

    private static final Duration SHORTEST_SLICE = Duration.ofMillis(50);

    /** The share of each slice in which the server comes back to speed; not measured. */
    private static final double DISCARDED = 0.2;

    public Turns {
        require(connections >= 1, "--connections must be at least 1, not " + connections);
        require(rounds >= 1, "--rounds must be at least 1, not " + rounds);
        require(launches >= 1, "--launches must be at least 1, not " + launches);
        require(
                slice.compareTo(SHORTEST_SLICE) >= 0 && slice.compareTo(LONGEST_SLICE) <= 0,
                "--slice must be from 50ms to 10s");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new UsageException(message);
        }
    }

    Duration discarded() {
        return Duration.ofNanos((long) (DISCARDED * slice.toNanos()));
    }

    /** The part of each slice that is measured. */
    public Duration measured() {
        return slice.minus(discarded());
    }

    /**
     * A warm-up is given up after so long: a short one need not mean a machine with time for it.
     */
    Duration warmupLimit() {
        Duration limit = warmup.multipliedBy(10);
        return limit.compareTo(LEAST_WARMUP_LIMIT) > 0 ? limit : LEAST_WARMUP_LIMIT;
    }

    /** How long one launch takes if no warm-up needs more than its shortest time. */
    public Duration launchTime(int servers) {
        return ServerProcess.START_AND_STOP
                .plus(warmup)
                .plus(slice.multipliedBy(rounds))
                .multipliedBy(servers);
    }
}
