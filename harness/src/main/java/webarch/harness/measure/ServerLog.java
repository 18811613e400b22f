package webarch.harness.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server has written so far. */
record ServerLog(Path file) {
    private static final Pattern READY =
            Pattern.compile("^ready pid=\\d+ port=(\\d+)$", Pattern.MULTILINE);
    private static final int LONGEST_LINE = 300;

    /** The port of the line by which a server announces itself. */
    OptionalInt announcedPort() {
        Matcher matcher = READY.matcher(text());
        return matcher.find()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }

    /** The last line that is not blank, cut to a sensible length, behind {@code separator}. */
    String lastLine(String separator) {
        List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return "";
        }
        String last = lines.getLast().strip();
        return separator + last.substring(0, Math.min(last.length(), LONGEST_LINE));
    }

    private String text() {
        return KernelFile.read(file).orElse("");
    }
}
