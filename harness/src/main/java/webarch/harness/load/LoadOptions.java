package webarch.harness.load;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import webarch.harness.UsageException;

/**
 * How to load a server.
 *
 * @param server its resolved address
 * @param connections concurrent clients, each with at most one outstanding request; with a session
 *     rate, the most there may be
 * @param threads event loops; no more than there are clients are used
 * @param timeout from sending a request to its reply's last byte, and for opening a connection
 * @param checkBytes whether every byte of every body is compared; its length always is
 * @param ramp over which the clients begin; zero for as soon as they can. Without a session rate
 * @param sessionRate empty for a closed loop, in which a client begins a session after the other
 * @param draining how fast clients read
 * @param transport what moves the bytes
 */
public record LoadOptions(
        InetSocketAddress server,
        int connections,
        int threads,
        Duration timeout,
        boolean checkBytes,
        Duration ramp,
        Optional<SessionRate> sessionRate,
        Draining draining,
        Transport transport) {

    public LoadOptions {
        if (connections < 1) {
            throw new UsageException("connections must be at least 1, not " + connections);
        }
        if (threads < 1) {
            throw new UsageException("threads must be at least 1, not " + threads);
        }
        if (timeout.toMillis() < 1) {
            throw new UsageException("timeout must be at least 1ms, not " + timeout);
        }
        if (server.isUnresolved()) {
            throw new UsageException("unknown host " + server.getHostString());
        }
        if (transport == Transport.NATIVE) {
            requireNative(checkBytes, "compares no bytes");
            requireNative(!draining.equals(Draining.FREE), "reads as fast as it can");
            requireNative(!(server.getAddress() instanceof Inet4Address), "speaks IPv4 alone");
        }
    }

    private static void requireNative(boolean wrong, String reason) {
        if (wrong) {
            throw new UsageException("transport native " + reason + "; use netty");
        }
    }

    /** A closed loop of clients that begin at once and read as fast as they can. */
    public LoadOptions(
            InetSocketAddress server,
            int connections,
            int threads,
            Duration timeout,
            boolean checkBytes) {
        this(
                server,
                connections,
                threads,
                timeout,
                checkBytes,
                Duration.ZERO,
                Optional.empty(),
                Draining.FREE,
                Transport.NETTY);
    }

    public LoadOptions withRamp(Duration other) {
        return new LoadOptions(
                server,
                connections,
                threads,
                timeout,
                checkBytes,
                other,
                sessionRate,
                draining,
                transport);
    }

    public LoadOptions withSessionRate(Optional<SessionRate> other) {
        return new LoadOptions(
                server,
                connections,
                threads,
                timeout,
                checkBytes,
                ramp,
                other,
                draining,
                transport);
    }

    public LoadOptions withDraining(Draining other) {
        return new LoadOptions(
                server,
                connections,
                threads,
                timeout,
                checkBytes,
                ramp,
                sessionRate,
                other,
                transport);
    }

    public LoadOptions withTransport(Transport other) {
        return new LoadOptions(
                server,
                connections,
                threads,
                timeout,
                checkBytes,
                ramp,
                sessionRate,
                draining,
                other);
    }
}
