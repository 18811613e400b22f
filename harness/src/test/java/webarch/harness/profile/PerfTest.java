package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A perf that does not do what it is told is an error that observers know, with what it said. */
@Timeout(20)
class PerfTest {
    @TempDir Path folder;

    @Test
    void oneThatDoesNotEndIsAnError() throws IOException {
        Process stubborn =
                new ProcessBuilder("sh", "-c", "trap '' INT; echo; exec sleep 1000").start();
        try {
            assertEquals('\n', stubborn.getInputStream().read());
            Path log = Files.writeString(folder.resolve("perf.log"), "one\nstill writing\n");
            Perf perf = new Perf(stubborn, folder, log, Duration.ofMillis(50));
            IOException error = assertThrows(IOException.class, perf::quit);
            assertEquals("perf does not end: still writing", error.getMessage());
            perf.close();
        } finally {
            stubborn.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
