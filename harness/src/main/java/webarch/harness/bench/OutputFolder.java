package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import webarch.harness.UsageException;
import webarch.harness.campaign.Durable;

/** Where {@code --out} points, or nowhere. Looked at before the work, written to after it. */
record OutputFolder(Path folder) {
    OutputFolder {
        if (folder != null && !isUsable(folder)) {
            throw new UsageException("--out " + folder + ": no folder can be written there");
        }
    }

    /** Whether it is a folder that can be written to, or one can be made. */
    private static boolean isUsable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(folder);
        Durable.write(folder.resolve(file), text);
    }
}
