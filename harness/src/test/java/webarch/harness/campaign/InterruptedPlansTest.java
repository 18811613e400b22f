package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;

/** Plans that are more than runs lose nothing either when the runner is killed. */
@Tag("long")
@Timeout(120)
class InterruptedPlansTest {
    private static final String OFFERED =
            """
            plan: p
            description: For tests
            workload: specweb99
            seed: 5
            servers: [good]
            offered: [20%, 80%]
            max_clients: 50
            peak_clients: 4
            scales:
              smoke: {repetitions: 1, warmup: 0.1s, warmup_requests: 20, duration: 0.6s, directories: 1}
            """;
    private static final String PAIRED =
            """
            plan: p
            description: For tests
            mode: paired
            workload: specweb99
            session: endless
            seed: 5
            servers:
              - good
              - {name: again, server: good}
            connections: [4]
            scales:
              smoke: {launches: 3, rounds: 1, slice: 0.5s, warmup: 0.1s, warmup_requests: 20, directories: 1}
            """;

    @TempDir private Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
    }

    private void plan(String yaml) throws IOException {
        Files.writeString(home.root().resolve("harness/plans/p.yaml"), yaml);
    }

    /** Kills the runner as soon as it has printed such a line. */
    private void killAfter(String line) throws Exception {
        Process runner = home.start(home.runWords("p"));
        try (BufferedReader output = runner.inputReader()) {
            TestHome.awaitLine(output, line);
        }
        runner.destroyForcibly();
        assertTrue(runner.waitFor(10, TimeUnit.SECONDS));
        home.requireNoneLeft();
    }

    private String text(String file) throws IOException {
        return Files.readString(home.campaign().resolve(file));
    }

    private List<CSVRecord> rows(String file) throws IOException {
        return Csv.FORMAT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(home.campaign().resolve(file)))
                .getRecords();
    }

    @Test
    void peaksThatWereFoundStay() throws Exception {
        plan(OFFERED);
        killAfter("peak 1/1 p01-good-c004");
        String peaks = text("peaks.csv");
        String status = home.status().output();
        assertTrue(status.contains("1 of 1 peaks found\n"), status);

        TestHome.Result resumed = home.run("p");
        // On a busy machine neither may be valid.
        assertTrue(resumed.output().contains("2 runs: "), resumed.output());
        assertEquals(peaks, text("peaks.csv"));
        double peak = Double.parseDouble(rows("peaks.csv").getFirst().get("replies_per_s"));
        List<CSVRecord> runs = rows("runs.csv");
        assertEquals(2, runs.size());
        for (CSVRecord run : runs) {
            double share = Double.parseDouble(run.get("offered_share"));
            double sessions = Double.parseDouble(run.get("session_rate"));
            // Sessions of specweb99 have 7.2 requests on average.
            assertEquals(share * peak / 7.2, sessions, 0.02 * sessions);
            assertTrue(Long.parseLong(run.get("warmup_replies")) >= 20, run.toString());
        }
    }

    @Test
    void aServerWithoutAPeakCostsTheOthersNothing() throws Exception {
        plan(OFFERED.replace("[good]", "[mute, good]"));
        TestHome.Result result = home.run("p", "--ready-timeout", "3s");
        assertTrue(result.output().contains("4 runs: "), result.output());
        String why = "server never became ready within 3.0 s: fake: thinking";
        List<CSVRecord> peaks = rows("peaks.csv");
        assertEquals(2, peaks.size());
        for (CSVRecord peak : peaks) {
            boolean mute = peak.get("server").equals("mute");
            assertEquals(mute, peak.get("invalid_reason").startsWith(why), peak::toString);
        }
        for (CSVRecord run : rows("runs.csv")) {
            if (run.get("server").equals("mute")) {
                assertTrue(run.get("invalid_reason").startsWith("no peak: " + why), run::toString);
                assertEquals("false", run.get("valid"));
                assertEquals("", run.get("requests"));
            } else {
                assertTrue(Long.parseLong(run.get("replies")) > 0, run.toString());
            }
        }
        String all = text("runs.csv");
        assertTrue(home.run("p").output().contains("all 4 runs are complete already"));
        assertEquals(all, text("runs.csv"));
    }

    @Test
    void launchesThatAreCompleteStay() throws Exception {
        plan(PAIRED);
        killAfter("1/3 launch");
        String slices = text("slices.csv");
        String status = home.status().output();
        assertTrue(status.contains("1 of 3 launches complete, "), status);
        // What a killed runner may leave: some of the slices of a launch, and half a row.
        Files.writeString(
                home.campaign().resolve("slices.csv"),
                slices + slices.lines().skip(1).findFirst().orElseThrow() + "\n1,4,2,");

        TestHome.Result resumed = home.run("p");
        assertEquals(0, resumed.exitCode(), resumed.output());
        assertTrue(resumed.output().contains("going on after 1 of 3 launches"), resumed.output());
        assertTrue(text("slices.csv").startsWith(slices));
        List<CSVRecord> rows = rows("slices.csv");
        assertEquals(3 * 2, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(Integer.toString(1 + i / 2), rows.get(i).get("launch"));
        }
        List<CSVRecord> servers = rows("servers.csv");
        assertEquals(List.of("1", "2"), servers.stream().map(s -> s.get("instance")).toList());
        // On a busy machine turns may be invalid.
        if (rows.stream().allMatch(row -> row.get("valid").equals("true"))) {
            assertEquals("1", servers.getFirst().get("ratio"));
            double low = Double.parseDouble(servers.getLast().get("ratio_low"));
            assertTrue(
                    low < Double.parseDouble(servers.getLast().get("ratio")), servers.toString());
        }

        String complete = text("servers.csv");
        int starts = home.started().size();
        TestHome.Result again = home.run("p");
        assertEquals(0, again.exitCode(), again.output());
        assertTrue(again.output().contains("all 3 launches are complete already"), again.output());
        assertEquals(complete, text("servers.csv"));
        assertEquals(starts, home.started().size());
        assertTrue(
                home.status().output().matches("(?s).*3 of 3 launches complete, .*\ncomplete\n"));
    }
}
