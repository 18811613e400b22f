package webarch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers under test, each started once in this JVM, with files of every size below one root.
 */
final class LiveServer {
    static final Path ROOT = createFiles();

    private static final Map<String, LiveServer> BY_NAME = new ConcurrentHashMap<>();

    private final Counters counters = Counters.inMemory();
    private final RunningServer running;

    private LiveServer(String name, ServerOptions options) {
        try {
            running = Architectures.BY_NAME.get(name).start(options, counters);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The server of that name with ordinary options. */
    static LiveServer named(String name) {
        return BY_NAME.computeIfAbsent(name, key -> new LiveServer(key, options(1000, 60_000)));
    }

    static LiveServer start(String name, int maxConnections, long timeoutMillis) {
        return new LiveServer(name, options(maxConnections, timeoutMillis));
    }

    private static ServerOptions options(int maxConnections, long timeoutMillis) {
        return new ServerOptions(
                ROOT,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ServerOptions.Accepting(128, 8, maxConnections, ServerOptions.Listener.SHARED),
                new ServerOptions.Cache(64, 1 << 20, 16384, 60_000, ServerOptions.Sharing.SHARED),
                new ServerOptions.Sending(
                        ServerOptions.Body.SENDFILE, ServerOptions.Sockets.NONBLOCKING, 0),
                new ServerOptions.Timeouts(timeoutMillis, timeoutMillis),
                new ServerOptions.Threads(
                        1,
                        1,
                        ServerOptions.Scheduler.LOOP,
                        ServerOptions.Io.SYSCALLS,
                        0,
                        1,
                        1,
                        0,
                        1024));
    }

    int port() {
        return running.port();
    }

    Counters counters() {
        return counters;
    }

    void stop() throws InterruptedException {
        running.stop(Duration.ofSeconds(5));
    }

    /** Sizes around every boundary there is: empty, inline threshold, page, socket buffer. */
    private static Path createFiles() {
        try {
            Path root = Files.createTempDirectory("webarch-files");
            Random random = new Random(1);
            for (int size :
                    new int[] {0, 1, 100, 4096, 16384, 16385, 65536, 1_000_000, 5_000_000}) {
                byte[] content = new byte[size];
                random.nextBytes(content);
                Files.write(root.resolve("f" + size), content);
                root.resolve("f" + size).toFile().deleteOnExit();
            }
            Files.writeString(root.resolve("page.html"), "<p>");
            root.resolve("page.html").toFile().deleteOnExit();
            return root;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
