package webarch.harness.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import webarch.harness.UsageException;

/**
 * The file descriptors of this process.
 *
 * @param limit how many it may have (the soft limit)
 * @param open how many it has
 */
public record Descriptors(long limit, long open) {
    /** For what is opened beside the connections: event loops, libraries, output. */
    private static final int RESERVE = 64;

    public static Descriptors now() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new Descriptors(Limits.openFiles(), open.count());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Whether there are descriptors for so many connections. */
    public boolean sufficeFor(long connections) {
        return connections + open + RESERVE <= limit;
    }

    /** Refuses more connections than there are descriptors for; {@code what} is who asks. */
    public void requireFor(int connections, String what) {
        if (!sufficeFor(connections)) {
            long needed = connections + open + RESERVE;
            throw new UsageException(
                    what
                            + " needs about "
                            + needed
                            + " file descriptors, but the limit is "
                            + limit
                            + "; raise it with `ulimit -n "
                            + needed
                            + "` or use fewer connections");
        }
    }
}
