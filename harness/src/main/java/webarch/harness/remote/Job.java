package webarch.harness.remote;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import webarch.harness.load.Draining;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.SessionRate;
import webarch.harness.load.Transport;

/**
 * One host's share of a load: every {@code of}-th session of the request log from the {@code
 * number}-th on, and as large a part of the clients or of the session rate.
 *
 * @param server address
 * @param threads event loops; 0 for as many as the host has CPUs
 * @param workload all of it, not the share
 * @param rampMillis over which this host's clients begin, all hosts at once
 * @param rate of this host's sessions, null for a closed loop
 * @param number of this host, from 0
 * @param of how many there are
 */
record Job(
        String server,
        int port,
        int connections,
        int threads,
        long timeoutMillis,
        RemoteWorkload workload,
        long rampMillis,
        SessionRate rate,
        Draining draining,
        Transport transport,
        int number,
        int of) {

    /** The share of a host of {@code of} in the load that {@code whole} describes. */
    static Job share(LoadOptions whole, RemoteWorkload workload, int number, int of) {
        return new Job(
                whole.server().getAddress().getHostAddress(),
                whole.server().getPort(),
                whole.connections() / of + (number < whole.connections() % of ? 1 : 0),
                0,
                whole.timeout().toMillis(),
                workload,
                whole.ramp().toMillis(),
                whole.sessionRate().map(rate -> share(rate, number, of)).orElse(null),
                whole.draining(),
                whole.transport(),
                number,
                of);
    }

    /** Independent Poisson arrivals add up to Poisson arrivals of the sum of their rates. */
    private static SessionRate share(SessionRate rate, int number, int of) {
        return new SessionRate(rate.perSecond() / of, rate.poisson(), rate.seed() + number);
    }

    /** For a host with so many CPUs. */
    LoadOptions options(int cpus) {
        return new LoadOptions(
                        new InetSocketAddress(server, port),
                        connections,
                        threads == 0 ? cpus : threads,
                        Duration.ofMillis(timeoutMillis),
                        false)
                .withRamp(Duration.ofMillis(rampMillis))
                .withSessionRate(Optional.ofNullable(rate))
                .withDraining(draining)
                .withTransport(transport);
    }
}
