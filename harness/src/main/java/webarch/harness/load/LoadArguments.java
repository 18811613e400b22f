package webarch.harness.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import webarch.harness.UsageException;

/** The flags of {@code ./webarch load} that say how to load. */
final class LoadArguments {
    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Closed loop: concurrent clients, each with one request at a time.")
    private Integer connections;

    @Option(
            names = "--session-rate",
            paramLabel = "R",
            description = "Instead: sessions arrive at this rate per second, each a client.")
    private Double sessionRate;

    @Option(
            names = "--max-clients",
            paramLabel = "N",
            description = "Most clients at a session rate; a session beyond is counted, not begun.")
    private Integer maxClients;

    @Option(
            names = "--arrivals",
            paramLabel = "KIND",
            defaultValue = "poisson",
            description = "Of sessions: poisson or fixed (default: ${DEFAULT-VALUE}).")
    private String arrivals;

    @Option(
            names = "--ramp",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Over which clients begin, within the warm-up (default: as they can).")
    private Duration ramp;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loops (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "When a client gives up (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--check-bytes", description = "Compares every byte of every body.")
    private boolean checkBytes;

    @Option(
            names = "--receive-buffer",
            paramLabel = "BYTES",
            description = "SO_RCVBUF of every client (default: the kernel's).")
    private Integer receiveBuffer;

    @Option(
            names = "--drain",
            paramLabel = "BYTES/S",
            description = "Most that a client reads (default: as fast as it can).")
    private Long drain;

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            defaultValue = "netty",
            description = {
                "netty or native (default: ${DEFAULT-VALUE}). native needs less CPU time, discards",
                "bodies in the kernel, and so compares no bytes."
            })
    private String transport;

    /** The clients that are asked for, with the flag that asked. */
    String clientsFlag() {
        return sessionRate == null ? "--connections " + connections : "--max-clients " + maxClients;
    }

    /**
     * What the flags mean.
     *
     * @param warmup has to be longer than the ramp
     * @param seed of arrivals
     */
    LoadOptions options(InetSocketAddress server, Duration warmup, long seed) {
        requireOneMode();
        if (ramp.compareTo(warmup) > 0) {
            throw new UsageException(
                    "--ramp is longer than --warmup, so clients would begin within the window");
        }
        if (receiveBuffer != null && receiveBuffer < 1) {
            throw new UsageException("--receive-buffer must be at least 1, not " + receiveBuffer);
        }
        if (drain != null && drain < 1) {
            throw new UsageException("--drain must be at least 1, not " + drain);
        }
        return new LoadOptions(
                server,
                sessionRate == null ? connections : maxClients,
                threads,
                timeout,
                checkBytes,
                ramp,
                Optional.ofNullable(sessionRate)
                        .map(rate -> new SessionRate(rate, poisson(), seed)),
                new Draining(receiveBuffer == null ? 0 : receiveBuffer, drain == null ? 0 : drain),
                Transport.named("--transport", transport));
    }

    private void requireOneMode() {
        if ((connections == null) == (sessionRate == null)) {
            throw new UsageException("give either '--connections' or '--session-rate'");
        }
        if ((sessionRate == null) != (maxClients == null)) {
            throw new UsageException("'--session-rate' and '--max-clients' belong together");
        }
        if (sessionRate != null && !ramp.isZero()) {
            throw new UsageException(
                    "--ramp is for '--connections'; sessions arrive at their rate");
        }
    }

    private boolean poisson() {
        return switch (arrivals) {
            case "poisson" -> true;
            case "fixed" -> false;
            default ->
                    throw new UsageException(
                            "--arrivals must be poisson or fixed, not " + arrivals);
        };
    }
}
