package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets one line and exit code 2, and leaves nothing half-written. */
@Timeout(60)
class RefusalTest {
    @TempDir Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
        home.plan("p", "good", "1", 1);
    }

    private void assertRefused(String message, TestHome.Result result) {
        List<String> lines =
                result.output().lines().filter(line -> !line.startsWith("writing ")).toList();
        assertEquals(List.of("webarch run: " + message), lines);
        assertEquals(2, result.exitCode());
    }

    private void assertNothingWritten() {
        assertFalse(Files.exists(home.campaign()));
    }

    @Test
    void anUnknownServer() throws Exception {
        home.plan("q", "gud", "1", 1);
        Files.createDirectories(home.campaign());
        assertRefused(
                "server gud: server exited with code 2 before it was ready:"
                        + " serve: unknown server `gud`",
                home.run("q"));
        assertEquals(0, home.campaign().toFile().list().length);
    }

    @Test
    void zeroClients() throws Exception {
        home.plan("q", "good", "0", 1);
        assertRefused(
                "harness/plans/q.yaml:6: `connections` must be from 1 to 1000000, not `0`",
                home.run("q"));
        assertNothingWritten();
    }

    @Test
    void tooFewDescriptors() throws Exception {
        home.plan("q", "good", "64", 1);
        String command = String.join("' '", home.runWords("q"));
        TestHome.Result result =
                TestHome.result(
                        home.start(List.of("sh", "-c", "ulimit -n 100; '" + command + "'")));
        assertRefused(
                "the plan with 64 connections needs about # file descriptors, but the limit is 100;"
                        + " raise it with `ulimit -n #` or use fewer connections",
                new TestHome.Result(
                        result.exitCode(), result.output().replaceAll("\\b1[3-9]\\d\\b", "#")));
        assertNothingWritten();
    }

    @Test
    void aFileSetFolderThatIsNone() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused(
                "--files " + file + ": not a folder that can be read; name another",
                home.run("p", "--files", file.toString()));
        assertNothingWritten();
    }

    @Test
    void aFolderWithSomethingElse() throws Exception {
        Files.createDirectories(home.campaign());
        Files.writeString(home.campaign().resolve("thesis.tex"), "");
        assertRefused(
                "--out "
                        + home.campaign()
                        + ": neither empty nor a campaign (it has no manifest.json); give another"
                        + " folder",
                home.run("p"));
    }

    @Test
    void anotherCampaignInTheSameFolder() throws Exception {
        TestHome.Result first = home.run("p");
        assertTrue(first.output().contains("1 runs: "), first.output());
        String before = home.runsCsv();
        assertRefused(
                home.campaign()
                        + " holds another campaign: plan/seed is 5 there and 6 here;"
                        + " repeat the command that began it or give another --out",
                home.run("p", "--seed", "6"));
        Optional<CampaignLock> held = CampaignLock.take(home.campaign());
        try (CampaignLock _ = held.orElseThrow()) {
            assertRefused(
                    "--out "
                            + home.campaign()
                            + ": another runner is writing to this campaign; wait for it or give"
                            + " another folder",
                    home.run("p"));
            assertTrue(home.status().output().contains("complete; a runner is just finishing"));
        }
        assertEquals(before, home.runsCsv());
    }

    @Test
    void aDryRunStartsNothing() throws Exception {
        TestHome.Result result = home.run("p", "--dry-run");
        assertEquals(0, result.exitCode(), result.output());
        // 0.7 s to start and stop, 0.1 s of warm-up, 0.4 s measured.
        assertTrue(result.output().contains("   1    1.2 s  b01-good-c001"), result.output());
        assertTrue(result.output().contains("p at smoke: 1 runs, "), result.output());
        assertTrue(result.output().contains("about 0:01"), result.output());
        assertNothingWritten();
        assertFalse(Files.exists(home.root().resolve("starts")));
    }
}
