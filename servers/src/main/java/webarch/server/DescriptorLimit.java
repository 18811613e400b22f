package webarch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many descriptors this process may have open. */
final class DescriptorLimit {
    private static final String FIELD = "Max open files";

    /** Where the limit is higher or absent: more descriptors than one server is asked to hold. */
    private static final int HIGHEST = 1 << 20;

    private DescriptorLimit() {}

    /** The soft limit; the JVM has raised it to the hard one. */
    static int ofProcess() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith(FIELD)) {
                    String soft = line.substring(FIELD.length()).strip().split(" +", 2)[0];
                    return soft.equals("unlimited")
                            ? HIGHEST
                            : (int) Math.min(HIGHEST, Long.parseLong(soft));
                }
            }
            return HIGHEST;
        } catch (IOException noProc) {
            throw new UncheckedIOException(noProc);
        }
    }
}
