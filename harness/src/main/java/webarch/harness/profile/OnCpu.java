package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts for how long the threads of processes are on a CPU, with {@code perf stat}: from when one
 * has been switched to until it is switched from. What the kernel bills begins earlier where the
 * CPU was idle, with the wake-up from another CPU, and so holds the time that an idle CPU takes to
 * wake. Owned by the thread that measures.
 */
final class OnCpu {
    private final Perf perf;
    private final Path pipes;
    private final Path result;

    private OnCpu(Perf perf, Path pipes, Path result) {
        this.perf = perf;
        this.pipes = pipes;
        this.result = result;
    }

    /** Prepares; pipes and result are in {@code folder} meanwhile. */
    static OnCpu launch(List<Long> processes, Path folder) throws IOException {
        Path pipes = Files.createDirectory(folder.resolve("on-cpu"));
        Path result = folder.resolve("on-cpu.csv").toAbsolutePath();
        List<String> words =
                new ArrayList<>(
                        List.of("stat", "-x", ",", "-o", result.toString(), "-e", "task-clock"));
        words.addAll(Perf.of(processes));
        return new OnCpu(Perf.launch(words, pipes.toAbsolutePath()), pipes, result);
    }

    /** Returns when it counts. */
    void enable() throws IOException {
        perf.enable();
    }

    /** Returns when it counts no more. */
    void disable() throws IOException {
        perf.disable();
    }

    /** Removes what is in the folder meanwhile. */
    void close() throws IOException {
        perf.close();
        Files.deleteIfExists(pipes);
        Files.deleteIfExists(result);
    }

    /** What was counted, in seconds; asked for once. */
    double seconds() throws IOException {
        perf.quit();
        String line =
                Files.readAllLines(result).stream()
                        .filter(text -> text.contains(",task-clock"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("perf stat tells of no task-clock"));
        close();
        try {
            // In milliseconds.
            return Double.parseDouble(line.split(",", 2)[0]) / 1e3;
        } catch (NumberFormatException uncounted) {
            throw new IOException("perf stat has not counted: " + line, uncounted);
        }
    }
}
