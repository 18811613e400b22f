package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;
import webarch.harness.measure.ProcessTree;

/** What is counted is of the window, and what cannot be counted takes nothing from the rest. */
@Timeout(60)
class CountingTest {
    private static final long BEFORE = 1_000_000;
    private static final long MEANWHILE = 50;

    @TempDir Path folder;

    private final AtomicLong replies = new AtomicLong(BEFORE);
    private Process server;

    @BeforeEach
    void start() throws IOException {
        server = Spinning.start();
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    /** Counts while the server's own counter and the replies grow by {@link #MEANWHILE}. */
    private Counting count() throws IOException {
        PublishedCounter parks = new PublishedCounter(folder.resolve("counters"), "parks");
        parks.write(BEFORE);
        Counting counting =
                new Counting(new ProcessTree(server.pid()), () -> Loads.of(replies.get()), folder);
        counting.begin();
        parks.write(BEFORE + MEANWHILE);
        replies.addAndGet(MEANWHILE);
        counting.end();
        counting.finish();
        return counting;
    }

    private Map<String, String> counted() throws IOException {
        return Csv.records(Files.readString(folder.resolve(Counting.FILE))).stream()
                .collect(
                        Collectors.toMap(
                                row -> row.get("source") + " " + row.get("counter"),
                                row -> row.get("value")));
    }

    @Test
    void whatTheKernelDoesNotCountTakesNothingFromTheRest() throws IOException {
        // Where perf wants to make a folder: one of the ways in which it may fail.
        Path inTheWay = Files.createDirectory(folder.resolve("stat0"));
        List<String> failures = count().failures();
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.getFirst().startsWith("not all is counted: "), failures.toString());
        assertFalse(failures.getFirst().contains("; "), failures.toString());
        Map<String, String> counted = counted();
        assertEquals("50", counted.get("server parks"));
        assertEquals("50", counted.get("load requests"));
        assertEquals("50", counted.get("jvm requests"));
        assertTrue(counted.containsKey("jvm bytes_allocated"), counted.toString());
        assertTrue(Long.parseLong(counted.get("kernel cpu_time")) < BEFORE, counted.toString());
        assertFalse(counted.containsKey("kernel calls_all"), counted.toString());
        Files.delete(inTheWay);
        requireNothingLeft();
    }

    @Test
    void everythingIsCountedWhereThatIsPermitted() throws IOException {
        assumeTrue(
                Perf.isHere() && KernelAccess.here().missingForCounts().isEmpty(),
                "nobody may count here");
        assertEquals(List.of(), count().failures());
        Map<String, String> counted = counted();
        assertEquals("50", counted.get("server parks"));
        assertTrue(counted.containsKey("kernel calls_all"), counted.toString());
        assertTrue(counted.containsKey("kernel epoll_returns"), counted.toString());
        assertTrue(counted.containsKey("jvm bytes_allocated"), counted.toString());
        assertEquals("50", counted.get("load bytes_copied"));
        requireNothingLeft();
    }

    private void requireNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("counters", Counting.FILE),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
