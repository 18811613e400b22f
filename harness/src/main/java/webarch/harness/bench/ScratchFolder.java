package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import webarch.harness.Home;
import webarch.harness.campaign.Durable;

/** A folder for logs and traces, which are not kept. */
record ScratchFolder(Path path) implements AutoCloseable {
    static ScratchFolder create(Home home) throws IOException {
        Path parent = Files.createDirectories(home.resolve(".work"));
        return new ScratchFolder(Files.createTempDirectory(parent, "bench-"));
    }

    /** Removes it when the user interrupts the work; answers what is said then. */
    String abandon() {
        try {
            close();
            return "interrupted";
        } catch (IOException left) {
            return "interrupted; remove " + path;
        }
    }

    @Override
    public void close() throws IOException {
        Durable.remove(path);
    }
}
