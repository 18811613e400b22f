package webarch.harness.load;

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
record Descriptors(long limit, long open) {
    /** For what is opened beside the connections: event loops, libraries, output. */
    private static final int RESERVE = 64;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";

    static Descriptors now() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new Descriptors(softLimit(), open.count());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static long softLimit() throws IOException {
        for (String line : Files.readAllLines(LIMITS)) {
            if (line.startsWith(LINE)) {
                String soft = line.substring(LINE.length()).strip().split(" +", 2)[0];
                return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
            }
        }
        throw new IOException(LIMITS + " has no line '" + LINE + "'");
    }

    /** Refuses more connections than there are descriptors for. */
    void requireFor(int connections) {
        if (connections > limit - open - RESERVE) {
            throw new UsageException(
                    "--connections "
                            + connections
                            + " needs about "
                            + (connections + open + RESERVE)
                            + " file descriptors, but the limit is "
                            + limit
                            + "; raise it with `ulimit -n` or use fewer");
        }
    }
}
