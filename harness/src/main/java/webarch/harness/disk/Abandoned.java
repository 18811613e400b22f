package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders named after the process that made them, {@code webarch-PID}: those of processes that have
 * ended were left behind by ones that were killed.
 */
final class Abandoned {
    private static final String PREFIX = "webarch-";

    private Abandoned() {}

    /** The name of what this process makes. */
    static String ownName() {
        return PREFIX + ProcessHandle.current().pid();
    }

    static List<Path> in(Path folder) throws IOException {
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "[0-9]*")) {
            for (Path each : all) {
                long pid = Long.parseLong(each.getFileName().toString().substring(PREFIX.length()));
                if (ProcessHandle.of(pid).isEmpty()) {
                    abandoned.add(each);
                }
            }
        }
        return abandoned;
    }
}
