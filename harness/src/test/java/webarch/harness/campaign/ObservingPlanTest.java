package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;

/** A plan that observes leaves profiles that come to the bill, and counts of the window. */
@Timeout(120)
class ObservingPlanTest {
    private static final String PROFILED = "b01-good-c002-profile";
    private static final String COUNTED = "b01-good-c002-counts";

    @TempDir Path folder;

    @Test
    void whatIsObservedIsInTheTables() throws Exception {
        TestHome home = TestHome.create(folder);
        Files.createSymbolicLink(
                home.root().resolve("harness/profile"), Path.of("profile").toAbsolutePath());
        Files.writeString(
                home.root().resolve("harness/plans/p.yaml"),
                """
                plan: p
                description: For tests
                workload: specweb99
                seed: 5
                servers: [good]
                observe: [throughput, profile, counts]
                connections: [2]
                scales:
                  smoke:
                    repetitions: 1
                    warmup: 0.1s
                    warmup_requests: 10
                    profile_warmup: 0.1s
                    profile_warmup_requests: 20
                    duration: 0.6s
                    directories: 1
                """);
        TestHome.Result result = home.run("p");
        assertTrue(result.output().contains("3 runs: "), result.output());
        assertEquals(
                Set.of("", "profile", "counts"),
                home.rows().stream()
                        .map(row -> row.get("observation"))
                        .collect(Collectors.toSet()));
        requireProfile(home);
        requireCounts(home);
        home.requireNoneLeft();
    }

    private static void requireProfile(TestHome home) throws IOException {
        List<CSVRecord> rows = records(home, "profile.csv");
        assertEquals(
                Set.of(PROFILED),
                rows.stream().map(row -> row.get("run_id")).collect(Collectors.toSet()));
        CSVRecord first = rows.getFirst();
        double billed = 1e6 * number(first, "billed_cpu_s") / number(first, "requests");
        double sum = rows.stream().mapToDouble(row -> number(row, "cpu_us_per_request")).sum();
        assertEquals(billed, sum, 1e-3 * billed);
        assertEquals("billed-not-sampled", rows.getLast().get("category"));
        String threads = "async-profiler .* \\((perf_events|ctimer)\\)";
        boolean cpus = first.get("sampler").matches("perf .* \\(perf_events of CPUs\\)");
        assertTrue(
                first.get(cpus ? "detail_sampler" : "sampler").matches(threads), first.toString());
        assertTrue(number(first, "unprofiled_us_per_request") > 0, first.toString());
        Set<String> expected =
                new TreeSet<>(
                        Set.of(
                                "classes.csv",
                                "flame.html",
                                "latency.hgrm",
                                "profile.collapsed.gz",
                                "profile.json",
                                "seconds.csv",
                                "server.log"));
        if (cpus) {
            expected.add("profile-cpus.collapsed.gz");
        }
        assertEquals(expected, files(home, PROFILED));
    }

    private static void requireCounts(TestHome home) throws IOException {
        List<CSVRecord> rows = records(home, "counters.csv");
        assertEquals(
                Set.of(COUNTED),
                rows.stream().map(row -> row.get("run_id")).collect(Collectors.toSet()));
        CSVRecord wakeups =
                rows.stream()
                        .filter(row -> row.get("counter").equals("wakeups"))
                        .findFirst()
                        .orElseThrow();
        // One for each request, of the window alone.
        assertEquals(1, number(wakeups, "per_request"), 0.1);
        assertTrue(
                rows.stream().anyMatch(row -> row.get("counter").equals("bytes_allocated")),
                rows.toString());
        assertEquals(
                Set.of("classes.csv", "counts.csv", "latency.hgrm", "seconds.csv", "server.log"),
                files(home, COUNTED));
    }

    private static List<CSVRecord> records(TestHome home, String file) throws IOException {
        return Csv.records(Files.readString(home.campaign().resolve(file)));
    }

    private static Set<String> files(TestHome home, String runId) throws IOException {
        try (Stream<Path> files = Files.list(home.campaign().resolve("runs").resolve(runId))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
