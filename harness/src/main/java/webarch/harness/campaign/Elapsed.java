package webarch.harness.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import webarch.harness.csv.Csv;

/**
 * {@code elapsed.json}: for how long a campaign was worked on, in all calls that took part, the
 * pauses between them left out. What a call did after its last complete run is not in it. Owned by
 * the main thread.
 */
public final class Elapsed {
    private static final String FILE = "elapsed.json";

    private final Path file;
    private final LongSupplier nanos;
    private final long begun;
    private final double before;

    private Elapsed(Path file, LongSupplier nanos, double before) {
        this.file = file;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.before = before;
    }

    /**
     * Of a call that begins now, on top of what earlier ones took.
     *
     * @param nanos a clock that never goes back
     */
    static Elapsed in(Path folder, LongSupplier nanos) throws IOException {
        return new Elapsed(folder.resolve(FILE), nanos, seconds(folder));
    }

    /** For how long that campaign was worked on so far; 0 before its first run was complete. */
    public static double seconds(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? new ObjectMapper().readTree(file.toFile()).path("elapsed_s").asDouble()
                : 0;
    }

    /** Writes how long it has been by now. */
    void write() throws IOException {
        Durable.write(
                file,
                String.format(
                        Locale.ROOT,
                        "{\"schema_version\": %d, \"elapsed_s\": %.1f}%n",
                        Csv.SCHEMA_VERSION,
                        before + (nanos.getAsLong() - begun) / 1e9));
    }
}
