package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns of real processes: what they leave behind, and what ends them early. */
@Timeout(60)
class CampaignTest {
    @TempDir Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
    }

    @Test
    void aCampaignLeavesARowAndAFolderForEveryRun() throws Exception {
        home.plan("p", "good", "1, 4", 1);
        TestHome.Result result = home.run("p");
        assertTrue(result.output().contains("100 %  ETA 0:00  2/2 b01-good-c00"), result.output());
        assertTrue(result.output().contains("2 runs: "), result.output());

        List<CSVRecord> rows = home.rows();
        assertEquals(List.of("1", "2"), column(rows, "position"));
        assertEquals(List.of("2", "2"), column(rows, "planned_runs"));
        assertEquals(runFolders(), Set.copyOf(column(rows, "run_id")));
        for (CSVRecord row : rows) {
            // In so short a window a busy machine may well do either.
            assertTrue(
                    row.get("invalid_reason")
                            .matches("((; )?(steal time|contention|Little's law)[^;]*)*"),
                    row::toString);
            long replies = Long.parseLong(row.get("replies"));
            double seconds = number(row, "duration_s");
            assertEquals(row.get("requests"), row.get("replies"));
            assertEquals(0.4, seconds, 0.1);
            assertEquals(replies / seconds, number(row, "replies_per_s"), 1e-3 * replies);
            double cpu = number(row, "server_cpu_s");
            assertEquals(cpu * 1e6 / replies, number(row, "cpu_us_per_request"), 0.1);
            assertEquals(cpu / seconds, number(row, "server_utilisation"), 1e-3);
            assertTrue(number(row, "warmup_replies") >= 10);
            assertTrue(number(row, "warmup_s") >= 0.1);
            assertEquals(1, number(row, "wakeups") / replies, 0.1);
            assertTrue(number(row, "compiler_cpu_s") >= 0);
            assertTrue(number(row, "latency_p50_us") <= number(row, "latency_p99_us"));
            requireFiles(row.get("run_id"));
        }
        home.requireNoneLeft();
        assertFalse(
                Files.readString(home.campaign().resolve("manifest.json"))
                        .contains(home.root().toString()),
                "no absolute path");
    }

    private void requireFiles(String runId) throws IOException {
        Path run = home.campaign().resolve("runs").resolve(runId);
        assertTrue(Files.readString(run.resolve("server.log")).startsWith("ready pid="));
        List<String> seconds = Files.readAllLines(run.resolve("seconds.csv"));
        assertTrue(seconds.getFirst().startsWith("schema_version,second,phase,replies,errors,"));
        assertTrue(seconds.getLast().matches("1,[0-9.]+,measured,\\d+,0,\\d+,.*"));
        assertTrue(Files.readString(run.resolve("latency.hgrm")).contains("Percentile"));
        assertFalse(Files.exists(run.resolve("counters")));
    }

    @Test
    void aKilledRunnerLosesNothingThatWasComplete() throws Exception {
        home.plan("p", "good", "1", 3);
        Process runner = home.start(home.runWords("p"));
        try (BufferedReader output = runner.inputReader(StandardCharsets.UTF_8)) {
            TestHome.awaitRun(output, 2);
            runner.destroyForcibly().waitFor();
        }
        home.requireNoneLeft();
        String complete = home.runsCsv();
        Files.writeString(
                home.campaign().resolve("runs.csv"), "1,campaign,b0", StandardOpenOption.APPEND);
        Path cut = home.campaign().resolve("runs/b02-good-c002");
        Files.createDirectories(cut);

        TestHome.Result resumed = home.run("p");
        assertTrue(resumed.output().contains("row cut short (13 bytes); removed"));
        assertTrue(resumed.output().contains("removed b02-good-c002, which was not complete"));
        assertTrue(resumed.output().contains("going on after 2 of 3 runs"));
        assertTrue(home.runsCsv().startsWith(complete));
        assertEquals(3, home.rows().size());
        assertEquals(runFolders(), Set.copyOf(column(home.rows(), "run_id")));

        JsonNode manifest =
                new ObjectMapper().readTree(home.campaign().resolve("manifest.json").toFile());
        assertTrue(manifest.at("/doctor/findings").size() > 0, "what the doctor said");
        try (Stream<Path> answers = Files.list(home.campaign())) {
            List<String> names =
                    answers.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("doctor-"))
                            .map(name -> name.replaceAll("[0-9TZ]{16}", "TIME"))
                            .sorted()
                            .toList();
            assertEquals(
                    List.of("doctor-after.json", "doctor-before.json", "doctor-resumed-TIME.json"),
                    names);
        }

        int starts = home.started().size();
        String all = home.runsCsv();
        TestHome.Result again = home.run("p");
        assertTrue(again.output().contains("all 3 runs are complete already"), again.output());
        assertEquals(starts, home.started().size());
        assertEquals(all, home.runsCsv());
    }

    @Test
    void anInterruptedCampaignLeavesNoServerAndCanBeResumed() throws Exception {
        home.plan("p", "forking", "1", 2);
        Process runner = home.start(home.runWords("p"));
        String rest;
        try (BufferedReader output = runner.inputReader(StandardCharsets.UTF_8)) {
            TestHome.awaitRun(output, 1);
            runner.toHandle().destroy();
            rest = output.lines().collect(Collectors.joining("\n"));
        }
        assertEquals(130, runner.waitFor(), rest);
        assertTrue(rest.contains("interrupted; 1 of 2 runs are complete"), rest);
        home.requireNoneLeft();
        assertEquals(1, home.rows().size());
        TestHome.Result status = home.status();
        assertTrue(status.output().contains("1 of 2 runs complete, "), status.output());
        assertTrue(status.output().contains("no runner is at work"), status.output());

        Files.writeString(home.campaign().resolve("elapsed.json"), "{\"elapsed_s\": 100.0}");
        assertTrue(home.status().output().contains("about 1:40 left"), "by the pace of the first");
        String manifest = Files.readString(home.campaign().resolve("manifest.json"));
        Files.writeString(
                home.campaign().resolve("manifest.json"),
                manifest.replaceFirst("\"forecast_s\" : [0-9.]+", "\"forecast_s\" : 500.0"));
        Files.delete(home.campaign().resolve("elapsed.json"));
        assertTrue(home.status().output().contains("about 4:10 left"), "as planned");
    }

    @Test
    void whatGoesWrongInARunIsInItsRow() throws Exception {
        home.plan("p", "dying, killed, deleting, wrong, slow, failing", "1", 1);
        TestHome.Result result = home.run("p");
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("6 runs: 0 valid, 6 invalid"), result.output());
        assertReason("dying", "server (died|ended) with exit code 3: fake: gave up.*");
        assertReason("killed", "server (died|ended) with exit code 137.*");
        assertReason("deleting", ".*file set: some of it was changed or deleted during the run.*");
        assertReason("wrong", ".*errors: \\d+ body.*");
        assertReason("slow", "warm-up not reached: \\d of 10 replies in .*");
        assertReason("failing", "server ended with exit code 7: .*");
        home.requireNoneLeft();
        TestHome.Result status = home.status();
        assertTrue(
                status.output().contains("b01-failing-c001: server ended with exit code 7"),
                status.output());
        assertTrue(status.output().contains("complete"), status.output());
    }

    @Test
    void aServerThatNeverBecomesReadyIsNotWaitedForLonger() throws Exception {
        home.plan("p", "mute", "1", 1);
        TestHome.Result result = home.run("p", "--ready-timeout", "3s");
        assertEquals(1, result.exitCode(), result.output());
        assertReason("mute", "server never became ready within 3.0 s: fake: thinking.*");
        home.requireNoneLeft();
    }

    @Test
    void theWarmUpIsOfEachServerProcess() throws Exception {
        home.plan("p", "{name: three, server: slow, options: {processes: 3}}", "1", 1);
        var _ = home.run("p");
        assertReason("slow", "warm-up not reached: \\d of 30 replies in .*");
    }

    @Test
    void aServerThatDoesNotStopIsKilledAndItsRunSaysSo() throws Exception {
        home.plan("p", "stubborn", "1", 1);
        TestHome.Result result = home.run("p");
        assertEquals(1, result.exitCode(), result.output());
        assertReason("stubborn", "server did not stop within 5 s and was killed.*");
        assertTrue(number(home.rows().getFirst(), "replies") > 0, "what it did stays");
        home.requireNoneLeft();
    }

    private void assertReason(String server, String pattern) throws IOException {
        CSVRecord row =
                home.rows().stream()
                        .filter(r -> r.get("server").equals(server))
                        .findFirst()
                        .orElseThrow();
        assertTrue(row.get("invalid_reason").matches(pattern), row.get("invalid_reason"));
        assertEquals("false", row.get("valid"));
    }

    @Test
    void anyCommandLineCanBeASubject() throws Exception {
        home.plan("p", "{name: other, command: [python3, -m, http.server, '{port}']}", "1", 1);
        TestHome.Result result = home.run("p", "--topology", "colocated");
        CSVRecord row = home.rows().getFirst();
        assertEquals("other", row.get("server"), result.output());
        assertEquals("colocated", row.get("topology"));
        assertEquals("colocated", row.get("saturation"));
        assertEquals(row.get("server_cpus"), row.get("load_cpus"));
        assertEquals("", row.get("compiler_cpu_s"), "not a Java server");
        assertEquals("", row.get("wakeups"), "publishes no counters");
    }

    private Set<String> runFolders() throws IOException {
        try (Stream<Path> runs = Files.list(home.campaign().resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static List<String> column(List<CSVRecord> rows, String name) {
        return rows.stream().map(row -> row.get(name)).toList();
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
