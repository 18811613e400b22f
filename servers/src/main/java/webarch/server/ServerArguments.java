package webarch.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command line options about network, files and clients, and their checks. */
final class ServerArguments {
    /** Descriptors left for the JVM itself, the listening socket, epoll and the like. */
    private static final int RESERVED_DESCRIPTORS = 128;

    @Option(
            names = "--root",
            required = true,
            paramLabel = "DIR",
            description = "directory to serve")
    private Path root;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "port to listen on, 0 for any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "IPv4 address to listen on (default: ${DEFAULT-VALUE})")
    private String bind;

    @Option(
            names = "--backlog",
            defaultValue = "4096",
            paramLabel = "N",
            description = "connections that may wait for accept (default: ${DEFAULT-VALUE})")
    private int backlog;

    @Option(
            names = "--accepts",
            defaultValue = "64",
            paramLabel = "N",
            description = "connections accepted per wake-up (default: ${DEFAULT-VALUE})")
    private int accepts;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "connections at a time (default: half of the descriptors)")
    private Integer maxConnections;

    @Option(
            names = "--listener",
            defaultValue = "shared",
            paramLabel = "KIND",
            description =
                    "one listening socket for all that accept, or one each: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE})")
    private ServerOptions.Listener listener;

    @Option(
            names = "--cache-files",
            paramLabel = "N",
            description = "files kept open (default: the other half of the descriptors)")
    private Integer cacheFiles;

    @Option(
            names = "--cache-memory",
            defaultValue = "16777216",
            paramLabel = "BYTES",
            description = "file bodies kept in memory (default: ${DEFAULT-VALUE})")
    private long cacheMemory;

    @Option(
            names = "--inline",
            defaultValue = "16384",
            paramLabel = "BYTES",
            description =
                    "bodies up to this size are kept in memory and sent with their head, larger ones"
                            + " with sendfile (default: ${DEFAULT-VALUE})")
    private int inline;

    @Option(
            names = "--cache-validity",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "how long before a file is looked at again (default: ${DEFAULT-VALUE})")
    private double cacheValidity;

    @Option(
            names = "--cache",
            defaultValue = "shared",
            paramLabel = "KIND",
            description =
                    "one file cache for all loops or carriers, or one each: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE})")
    private ServerOptions.Sharing cache;

    @Option(
            names = "--body",
            defaultValue = "sendfile",
            paramLabel = "HOW",
            description =
                    "how bodies larger than --inline are sent: ${COMPLETION-CANDIDATES}, write being"
                            + " a copy through user space (default: ${DEFAULT-VALUE})")
    private ServerOptions.Body body;

    @Option(
            names = "--sockets",
            defaultValue = "nonblocking",
            paramLabel = "KIND",
            description =
                    "whether a full socket holds up the thread that writes: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE})")
    private ServerOptions.Sockets sockets;

    @Option(
            names = "--head-timeout",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "time for one request head (default: ${DEFAULT-VALUE})")
    private double headTimeout;

    @Option(
            names = "--idle-timeout",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "time a connection may stay without progress (default: ${DEFAULT-VALUE})")
    private double idleTimeout;

    @Option(
            names = "--send-buffer",
            defaultValue = "0",
            paramLabel = "BYTES",
            description = "SO_SNDBUF of client sockets, 0 for the kernel's own tuning")
    private int sendBuffer;

    /**
     * The options, complete with what depends on the machine.
     *
     * @param threads the part of them that is asked for elsewhere
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    ServerOptions toOptions(ServerOptions.Threads threads) {
        require(Files.isDirectory(root), "--root: " + root + " is not a directory");
        require(
                Files.isReadable(root) && Files.isExecutable(root),
                "--root: " + root + " may not be read by this user");
        require(port >= 0 && port <= 65535, "--port: must be from 0 to 65535");
        require(backlog > 0, "--backlog: must be at least 1");
        require(accepts > 0, "--accepts: must be at least 1");
        require(inline >= 0 && inline <= 1 << 20, "--inline: must be from 0 to 1048576");
        require(cacheMemory >= 0, "--cache-memory: must not be negative");
        require(cacheValidity >= 0, "--cache-validity: must not be negative");
        require(headTimeout > 0, "--head-timeout: must be positive");
        require(idleTimeout > 0, "--idle-timeout: must be positive");
        require(sendBuffer >= 0, "--send-buffer: must not be negative");
        require(
                maxConnections == null || maxConnections > 0,
                "--max-connections: must be at least 1");
        require(cacheFiles == null || cacheFiles >= 0, "--cache-files: must not be negative");
        int limit = DescriptorLimit.ofProcess();
        int available = limit - RESERVED_DESCRIPTORS;
        int connections = maxConnections == null ? Math.max(1, available / 2) : maxConnections;
        int files = cacheFiles == null ? Math.max(0, available - connections) : cacheFiles;
        require(
                (long) connections + files <= available,
                connections
                        + " connections and "
                        + files
                        + " open files need more than the "
                        + limit
                        + " descriptors there are: raise the limit with ulimit -n, or lower"
                        + " --max-connections or --cache-files");
        return new ServerOptions(
                root,
                address(),
                new ServerOptions.Accepting(backlog, accepts, connections, listener),
                new ServerOptions.Cache(files, cacheMemory, inline, millis(cacheValidity), cache),
                new ServerOptions.Sending(body, sockets, sendBuffer),
                new ServerOptions.Timeouts(millis(headTimeout), millis(idleTimeout)),
                threads,
                ServerOptions.Processes.ONE);
    }

    private InetSocketAddress address() {
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("--bind: " + bind + " is no address", unknown);
        }
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
