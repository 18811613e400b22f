package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.csv.Csv;

/** Launches of warm servers in turns, when something goes wrong in them. */
@Tag("long")
@Timeout(60)
class PairedCampaignTest {
    private static final int ROUNDS = 2;

    @TempDir private Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
    }

    /** {@code good} and another one, in short turns. */
    private void plan(String other, int launches, String more) throws IOException {
        Files.writeString(
                home.root().resolve("harness/plans/p.yaml"),
                """
                plan: p
                description: For tests
                mode: paired
                workload: specweb99
                session: endless
                seed: 5
                servers: [good, %s]
                connections: [4]
                %s
                scales:
                  smoke: {launches: %d, rounds: %d, slice: 0.3s, warmup: 0.1s, warmup_requests: 20, directories: 1}
                """
                        .formatted(other, more, launches, ROUNDS));
    }

    private List<CSVRecord> rows(String file) throws IOException {
        return Csv.records(Files.readString(home.campaign().resolve(file)));
    }

    private List<CSVRecord> launch(int number) throws IOException {
        return rows("slices.csv").stream()
                .filter(row -> row.get("launch").equals(Integer.toString(number)))
                .toList();
    }

    private static void assertAllInvalid(List<CSVRecord> slices, String pattern) {
        assertEquals(2 * ROUNDS, slices.size());
        for (CSVRecord slice : slices) {
            assertEquals("false", slice.get("valid"));
            assertTrue(slice.get("invalid_reason").matches(pattern), slice.toString());
        }
    }

    /** On a busy machine a turn may be invalid for that. */
    private static void assertValidButForTheMachine(List<CSVRecord> slices) {
        assertEquals(2 * ROUNDS, slices.size());
        for (CSVRecord slice : slices) {
            assertTrue(
                    slice.get("invalid_reason")
                            .matches("((; )?(steal time|contention|Little's law)[^;]*)*"),
                    slice.toString());
            assertEquals(slice.get("invalid_reason").isEmpty(), slice.get("valid").equals("true"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "dying @ (.*; )?server (died|ended) with exit code 3: fake: gave up \\(dying\\)",
                "killed @ (.*; )?server (died|ended) with exit code 137.* \\(killed\\)",
                "deleting @ .*file set: some of it was changed or deleted during the launch",
                "failing @ (.*; )?server ended with exit code 7: .* \\(failing\\)",
                "wrong @ warm-up not reached: 0 of 20 replies in 10.* s, errors: .*body.* \\(wrong\\)"
            })
    void whatGoesWrongInALaunchIsInAllItsRows(String server, String reason) throws Exception {
        plan(server, 1, "");
        TestHome.Result result = home.run("p");
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("1 launches: 4 slices, 4 of them invalid; in"),
                result.output());
        home.requireNoneLeft();

        assertAllInvalid(rows("slices.csv"), reason);
        for (CSVRecord row : rows("servers.csv")) {
            assertEquals("2", row.get("invalid_slices"));
            assertEquals("", row.get("ratio"));
            assertEquals("", row.get("saturation"));
        }
        String status = home.status().output();
        assertTrue(
                status.contains("1 of 1 launches complete, 4 of 4 slices invalid\n  launch 1 at 4"),
                status);
        assertEquals(1, home.run("p").exitCode(), "as it was when it ended");
    }

    @Test
    void aLaterLaunchThatNeverBecomesReadyLosesNothing() throws Exception {
        plan("once-mute", 2, "");
        TestHome.Result result = home.run("p", "--ready-timeout", "4s");
        assertEquals(0, result.exitCode(), result.output());
        home.requireNoneLeft();
        assertValidButForTheMachine(launch(1));
        assertAllInvalid(
                launch(2),
                "server never became ready within 4.0 s: fake: thinking \\(once-mute\\)");
        for (CSVRecord slice : launch(2)) {
            assertEquals("", slice.get("requests"), "a turn that did not take place");
            assertEquals("", slice.get("duration_s"));
        }
        assertEquals(
                List.of("1", "1", "2", "2"),
                launch(2).stream().map(slice -> slice.get("round")).toList());
        assertTrue(rows("servers.csv").stream().allMatch(r -> invalid(r) >= ROUNDS));
    }

    private static int invalid(CSVRecord server) {
        return Integer.parseInt(server.get("invalid_slices"));
    }

    @Test
    void aLaterLaunchThatIsRefusedLosesNothing() throws Exception {
        plan("once-refusing", 2, "");
        TestHome.Result result = home.run("p");
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(
                result.output()
                        .contains(
                                "webarch run: server once-refusing: server exited with code 2"
                                        + " before it was ready"),
                result.output());
        home.requireNoneLeft();
        assertValidButForTheMachine(rows("slices.csv"));
        assertTrue(home.status().output().contains("1 of 2 launches complete, "));
    }

    @Test
    void aRefusalBeforeTheFirstLaunchIsOverLeavesNothing() throws Exception {
        plan("refusing", 2, "");
        assertEquals(2, home.run("p").exitCode());
        assertFalse(Files.exists(home.campaign()));
    }

    @Test
    void clientsGiveUpWhenThePlanSays() throws Exception {
        plan("slow", 1, "timeout: 0.1s");
        TestHome.Result result = home.run("p");
        assertAllInvalid(
                rows("slices.csv"),
                "warm-up not reached: 0 of 20 replies in .* s, errors: .* timeout \\(slow\\)");
        assertEquals(1, result.exitCode(), result.output());
    }
}
