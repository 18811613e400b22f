package webarch.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line options about network, files and clients, and their checks. */
final class ServerArguments {
    /** Descriptors left for the JVM itself, the listening socket, epoll and the like. */
    private static final int RESERVED_DESCRIPTORS = 128;

    private static final Parameter ROOT = new Parameter("--root", "DIR", "directory to serve");

    private static final Parameter PORT =
            new Parameter("--port", "N", "8080", "port to listen on, 0 for any");

    private static final Parameter BIND =
            new Parameter("--bind", "ADDRESS", "127.0.0.1", "IPv4 address to listen on");

    private static final Parameter BACKLOG =
            new Parameter("--backlog", "N", "4096", "connections that may wait for accept");

    private static final Parameter ACCEPTS =
            new Parameter("--accepts", "N", "64", "connections accepted per wake-up");

    private static final Parameter MAX_CONNECTIONS =
            new Parameter(
                    "--max-connections",
                    "N",
                    "connections at a time (default: half of the descriptors)");

    private static final Parameter LISTENER =
            Parameter.choice(
                    "--listener",
                    ServerOptions.Listener.values(),
                    "one listening socket for all that accept, or one each");

    private static final Parameter CACHE_FILES =
            new Parameter(
                    "--cache-files",
                    "N",
                    "files kept open (default: the other half of the descriptors)");

    private static final Parameter CACHE_MEMORY =
            new Parameter("--cache-memory", "BYTES", "16777216", "file bodies kept in memory");

    private static final Parameter INLINE =
            new Parameter(
                    "--inline",
                    "BYTES",
                    "16384",
                    "bodies up to this size are kept in memory and sent with their head, larger"
                            + " ones with sendfile");

    private static final Parameter CACHE_VALIDITY =
            new Parameter(
                    "--cache-validity",
                    "SECONDS",
                    "5",
                    "how long at most before a file is looked at again");

    private static final Parameter CACHE =
            Parameter.choice(
                    "--cache",
                    ServerOptions.Sharing.values(),
                    "one file cache for all loops or carriers, or one each");

    private static final Parameter BODY =
            Parameter.choice(
                    "--body",
                    ServerOptions.Body.values(),
                    "how bodies larger than --inline are sent, write being a copy through user"
                            + " space");

    private static final Parameter SOCKETS =
            Parameter.choice(
                    "--sockets",
                    ServerOptions.Sockets.values(),
                    "whether a full socket holds up the thread that writes");

    private static final Parameter HEAD_TIMEOUT =
            new Parameter("--head-timeout", "SECONDS", "20", "time for one request head");

    private static final Parameter IDLE_TIMEOUT =
            new Parameter(
                    "--idle-timeout",
                    "SECONDS",
                    "60",
                    "time a connection may stay without progress");

    private static final Parameter SEND_BUFFER =
            new Parameter(
                    "--send-buffer",
                    "BYTES",
                    "0",
                    "SO_SNDBUF of client sockets, 0 for the kernel's own tuning");

    static final List<Parameter> PARAMETERS =
            List.of(
                    ROOT,
                    PORT,
                    BIND,
                    BACKLOG,
                    ACCEPTS,
                    MAX_CONNECTIONS,
                    LISTENER,
                    CACHE_FILES,
                    CACHE_MEMORY,
                    INLINE,
                    CACHE_VALIDITY,
                    CACHE,
                    BODY,
                    SOCKETS,
                    HEAD_TIMEOUT,
                    IDLE_TIMEOUT,
                    SEND_BUFFER);

    private ServerArguments() {}

    /**
     * The options, complete with what depends on the machine.
     *
     * @throws IllegalArgumentException naming the flag that cannot be used, and why
     */
    static ServerOptions from(Arguments given) {
        int limit = DescriptorLimit.ofProcess();
        int available = limit - RESERVED_DESCRIPTORS;
        int connections =
                given.has(MAX_CONNECTIONS)
                        ? given.integer(MAX_CONNECTIONS, 1, Integer.MAX_VALUE)
                        : Math.max(1, available / 2);
        int files =
                given.has(CACHE_FILES)
                        ? given.integer(CACHE_FILES, 0, Integer.MAX_VALUE)
                        : Math.max(0, available - connections);
        if ((long) connections + files > available) {
            throw new IllegalArgumentException(
                    connections
                            + " connections and "
                            + files
                            + " open files need more than the "
                            + limit
                            + " descriptors there are: raise the limit with ulimit -n, or lower"
                            + " --max-connections or --cache-files");
        }
        return new ServerOptions(
                root(given),
                address(given),
                new ServerOptions.Accepting(
                        given.integer(BACKLOG, 1, Integer.MAX_VALUE),
                        given.integer(ACCEPTS, 1, Integer.MAX_VALUE),
                        connections,
                        given.choice(LISTENER, ServerOptions.Listener.values())),
                new ServerOptions.Cache(
                        files,
                        given.number(CACHE_MEMORY, 0, Long.MAX_VALUE),
                        given.integer(INLINE, 0, 1 << 20),
                        given.millis(CACHE_VALIDITY, 0),
                        given.choice(CACHE, ServerOptions.Sharing.values())),
                new ServerOptions.Sending(
                        given.choice(BODY, ServerOptions.Body.values()),
                        given.choice(SOCKETS, ServerOptions.Sockets.values()),
                        given.integer(SEND_BUFFER, 0, Integer.MAX_VALUE)),
                new ServerOptions.Timeouts(
                        given.millis(HEAD_TIMEOUT, 1), given.millis(IDLE_TIMEOUT, 1)),
                ThreadArguments.from(given),
                ServerOptions.Processes.ONE);
    }

    private static Path root(Arguments given) {
        if (!given.has(ROOT)) {
            throw new IllegalArgumentException(
                    "--root: is missing; it names the directory to serve");
        }
        Path root = Path.of(given.text(ROOT));
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("--root: " + root + " is not a directory");
        }
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw new IllegalArgumentException("--root: " + root + " may not be read by this user");
        }
        return root;
    }

    private static InetSocketAddress address(Arguments given) {
        String bind = given.text(BIND);
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(bind), given.integer(PORT, 0, 65_535));
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("--bind: " + bind + " is no address", unknown);
        }
    }
}
