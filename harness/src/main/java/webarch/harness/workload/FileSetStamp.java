package webarch.harness.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which complete file set a folder holds.
 *
 * @param identity of paths, sizes and keys
 * @param sha256 of the contents
 */
record FileSetStamp(String identity, String sha256) {
    private static final String NAME = ".fileset";
    private static final Pattern TEXT =
            Pattern.compile("identity ([0-9a-f]{64})\nsha256 ([0-9a-f]{64})\n");

    /** The stamp of the folder, or null where there is none that makes sense. */
    static FileSetStamp read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        Matcher text = TEXT.matcher(new String(Files.readAllBytes(file), US_ASCII));
        return text.matches() ? new FileSetStamp(text.group(1), text.group(2)) : null;
    }

    static FileTime time(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(NAME));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    void write(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Path unfinished = folder.resolve(NAME + ".new");
        Files.writeString(unfinished, "identity " + identity + "\nsha256 " + sha256 + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
