package webarch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers under test, each started once in this JVM, with files of every size below one root.
 */
final class LiveServer {
    static final Path ROOT = createFiles();

    private static final Map<String, LiveServer> BY_VARIANT = new ConcurrentHashMap<>();

    private final Counters counters = Counters.inMemory();
    private final RunningServer running;

    private LiveServer(Path root, String variant, String... more) {
        List<String> words = new ArrayList<>(List.of(variant.split(" ", -1)));
        words.addAll(List.of("--root=" + root, "--port=0", "--accepts=8", "--cache-files=64"));
        words.addAll(List.of(more));
        Arguments given = Usage.parse(words.toArray(String[]::new));
        try {
            Architecture architecture = Architectures.BY_NAME.get(given.words().getFirst());
            running = architecture.start(ServerArguments.from(given), counters);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The server of that command line, with ordinary options; the same one for all tests. */
    static LiveServer named(String variant) {
        return BY_VARIANT.computeIfAbsent(variant, name -> new LiveServer(ROOT, name));
    }

    /** Another one, with options of its own. */
    static LiveServer start(String variant, String... options) {
        return new LiveServer(ROOT, variant, options);
    }

    /** Another one, which serves another directory. */
    static LiveServer startBelow(Path root, String variant, String... options) {
        return new LiveServer(root, variant, options);
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
            root.toFile().deleteOnExit(); // after what is in it
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
