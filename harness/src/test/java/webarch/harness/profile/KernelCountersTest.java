package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.measure.Descriptors;

/** What is counted of a process is what it did between the beginning and the end. */
class KernelCountersTest {
    private static final int LINES = 200;

    @TempDir Path folder;

    @Test
    void aLineMoreIsAReadAndAWriteMore() throws IOException {
        assumeTrue(
                Perf.isHere() && KernelAccess.here().missingForCounts().isEmpty(),
                "nobody may count here");
        Process cat = new ProcessBuilder("cat").start();
        try (BufferedReader echo = cat.inputReader()) {
            KernelCounters counters = new KernelCounters(folder);
            // So many that one perf would have descriptors for some of the events alone.
            int threads = Math.toIntExact(Math.min(Descriptors.now().limit() / 20, 100_000));
            exchange(cat, echo);
            counters.launch(List.of(cat.pid()), threads);
            exchange(cat, echo);
            counters.begin();
            exchange(cat, echo);
            counters.end();
            exchange(cat, echo);
            Map<String, Double> counts =
                    counters.counts().stream()
                            .collect(Collectors.toMap(Count::counter, Count::value));
            counters.close();
            assertEquals(LINES, counts.get("calls_write"));
            // When it is told to end, cat may not have begun to wait for the next line.
            assertEquals(LINES, counts.get("calls_read"), 1);
            assertEquals(0, counts.get("calls_sendto"));
            assertEquals(0, counts.get("eagain_read"));
            assertEquals(0, counts.get("epoll_events"));
            assertTrue(counts.get("calls_all") >= 2 * LINES - 1, counts.toString());
        } finally {
            cat.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** One line after the other, each awaited. */
    private static void exchange(Process cat, BufferedReader echo) throws IOException {
        for (int line = 0; line < LINES; line++) {
            cat.outputWriter().write("x\n");
            cat.outputWriter().flush();
            assertEquals("x", echo.readLine());
        }
    }
}
