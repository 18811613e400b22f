package webarch.harness.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import webarch.harness.UsageException;

/**
 * How to load a server.
 *
 * @param server its resolved address
 * @param connections concurrent clients, each with at most one outstanding request
 * @param threads event loops; no more than there are clients are used
 * @param timeout from sending a request to its reply's last byte, and for opening a connection
 * @param checkBytes whether every byte of every body is compared; its length always is
 */
public record LoadOptions(
        InetSocketAddress server,
        int connections,
        int threads,
        Duration timeout,
        boolean checkBytes) {

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
    }
}
