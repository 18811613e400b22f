package webarch.harness.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import webarch.harness.UsageException;

/**
 * The hosts that load a server on this one.
 *
 * @param commands one for each host: what starts {@code ./webarch load-agent} there and is its
 *     standard input and output here, as ssh is
 * @param server address of this host that they can reach
 */
public record LoadHosts(List<String> commands, InetAddress server) {

    public LoadHosts {
        commands = List.copyOf(commands);
    }

    /**
     * Reads a file with a command a line; empty lines and those after a # are passed over.
     *
     * @throws UsageException if there is none, or {@code server} is no address of this host
     */
    public static LoadHosts read(Path file, String server) {
        List<String> commands;
        try {
            commands =
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
        } catch (IOException error) {
            throw new UsageException("--load-hosts " + file + ": cannot be read", error);
        }
        if (commands.isEmpty()) {
            throw new UsageException("--load-hosts " + file + ": names no host, one a line");
        }
        return new LoadHosts(commands, ofThisHost(server));
    }

    private static InetAddress ofThisHost(String server) {
        try {
            InetAddress address = InetAddress.getByName(server);
            try (ServerSocket _ = new ServerSocket(0, 1, address)) {
                return address;
            }
        } catch (UnknownHostException error) {
            throw new UsageException("--server-address " + server + ": is no address", error);
        } catch (IOException error) {
            throw new UsageException(
                    "--server-address " + server + ": this host does not have it; see `ip addr`",
                    error);
        }
    }
}
