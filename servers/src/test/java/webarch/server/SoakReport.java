package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the long tests write what they have found: rows of the table that {@code soak} begins. */
final class SoakReport {
    private static final Path FILE =
            Path.of(System.getenv().getOrDefault("SOAK_REPORT", "target/soak.md"));

    private SoakReport() {}

    /** How large a soak is, as the environment says. */
    static int size(String variable, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, "" + otherwise));
    }

    /**
     * Writes a row.
     *
     * @param bound what is asked of the result
     * @param held whether it was so
     */
    static synchronized void row(
            String test, String server, String result, String bound, boolean held)
            throws IOException {
        String verdict = bound + (held ? ": holds" : ": **does not hold**");
        Files.writeString(
                FILE,
                "| " + test + " | " + server + " | " + result + " | " + verdict + " |\n",
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
