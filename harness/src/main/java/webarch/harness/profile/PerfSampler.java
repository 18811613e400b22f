package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Samples the stacks of processes that are not Java virtual machines with {@code perf record}.
 * Where their symbols are stripped, a frame is called by its file. Owned by the thread that
 * measures.
 */
final class PerfSampler implements Sampler {
    private final List<Long> processes;
    private final Path folder;
    private final Path data;
    private Perf perf;

    PerfSampler(List<Long> processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
        data = folder.resolve("perf.data");
    }

    @Override
    public void start(Duration interval) throws IOException {
        List<String> words =
                List.of(
                        "record",
                        "-q",
                        "-g",
                        "--no-inherit",
                        "-e",
                        // Read with each sample, it tells the time since the last and not a
                        // period. That of cpu-clock would run ahead of what is billed, by 2 us
                        // at each switch.
                        "{task-clock}:S",
                        "-c",
                        Long.toString(interval.toNanos()),
                        "-o",
                        data.toString());
        perf = Perf.launch(words, processes, folder);
        perf.enable();
    }

    @Override
    public void stop() throws IOException {
        perf.disable();
    }

    @Override
    public Samples samples() throws IOException {
        perf.quit();
        perf.close();
        Process script =
                new ProcessBuilder(
                                "perf",
                                "script",
                                "-i",
                                data.toString(),
                                "-F",
                                "comm,tid,period,ip,sym,dso")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                script.getInputStream(), StandardCharsets.ISO_8859_1))) {
            return PerfScript.read(lines);
        } finally {
            script.destroy();
            Files.deleteIfExists(data);
        }
    }
}
