package webarch.harness.measure;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small files of /proc and /sys. They come and go, so absence is an answer and not an error. */
public final class KernelFile {
    private KernelFile() {}

    /** The text, or empty where the file is absent, unreadable or of a process just ended. */
    public static Optional<String> read(Path file) {
        // Files below /proc/sys give all at once or lose the rest, and all say that they are empty,
        // so the size must not decide how much is asked for.
        try (InputStream in = new FileInputStream(file.toFile())) {
            // Names of threads are arbitrary bytes: every byte has to decode to something.
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** As {@link #read}, without surrounding blanks; null where there is nothing. */
    public static String line(String file) {
        return read(Path.of(file)).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
    }

    /** The number behind {@code name:} at the start of a line, or 0 where there is no such line. */
    public static long field(String text, String name) {
        Matcher matcher =
                Pattern.compile("^" + Pattern.quote(name) + ":\\s*(\\d+)", Pattern.MULTILINE)
                        .matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
