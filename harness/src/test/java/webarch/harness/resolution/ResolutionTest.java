package webarch.harness.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.csv.Csv;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;

/** What a plan tells apart follows from how far apart two runs of one server are. */
class ResolutionTest {
    private static final Home HOME = new Home(Path.of("").toAbsolutePath().getParent());
    private static final String HEAD =
            "run_id,machine,topology,variant,block,cpu_us_per_request,replies_per_s,valid\n";

    @TempDir private Path folder;

    private AgainstItself campaign(String plan, String mode, String file, String rows)
            throws IOException {
        Files.writeString(
                folder.resolve("manifest.json"),
                """
                {"campaign": "c", "plan": {"name": "%s", "scale": "quick", "mode": "%s",
                 "servers": [{"name": "userver"}, {"name": "userver-again"}]}}
                """
                        .formatted(plan, mode));
        Files.writeString(folder.resolve(file), rows);
        return AgainstItself.in(folder);
    }

    private static String pair(int block, double first, double again, boolean valid) {
        // Their order within a block is drawn.
        return "a,m,pinned,userver-again,%d,%s,1000,%s\nb,m,pinned,userver,%d,%s,1000,true\n"
                .formatted(block, again, valid, block, first);
    }

    @Test
    void theIntervalOfThreePairsReachesSoFar() {
        // t(2) = 4.303; exp(4.303 · 0.02 / √3)
        assertEquals(1.0509, Resolution.of(0.02, 3), 1e-4);
        assertTrue(Double.isNaN(Resolution.of(0.02, 2)));
    }

    @Test
    void theSpreadOfPairsIsThatOfTheirRatios() throws IOException {
        List<Resolution> rows =
                campaign(
                                "throughput-aa",
                                "runs",
                                "runs.csv",
                                HEAD
                                        + pair(1, 10, 10 * Math.exp(0.01), true)
                                        + pair(2, 20, 20 * Math.exp(0.03), true)
                                        + pair(3, 15, 15 * Math.exp(-0.04), true)
                                        + pair(4, 10, 99, false))
                        .resolutions(HOME);
        Resolution cpu = rows.getFirst();
        assertEquals("throughput", cpu.plan());
        assertEquals(3, cpu.pairs());
        assertEquals(1, cpu.ratio(), 1e-9);
        // √((0.01² + 0.03² + 0.04²) / 2)
        assertEquals(0.036056, cpu.deviation(), 1e-6);
        assertEquals(3, cpu.repetitions());
        assertEquals(Resolution.of(cpu.deviation(), 3), cpu.resolves());
        assertEquals("replies_per_s", rows.getLast().metric());
        assertEquals(1, rows.getLast().resolves());
    }

    @Test
    void ofLaunchesItIsTheFartherEndOfTheirOwnInterval() throws IOException {
        Resolution launches =
                campaign(
                                "aa-aa",
                                "paired",
                                "servers.csv",
                                """
                                machine,topology,ratio,ratio_low,ratio_high
                                m,pinned,1,1,1
                                m,pinned,0.99,0.96,1.03
                                """)
                        .resolutions(HOME)
                        .getFirst();
        assertEquals(1 / 0.96, launches.resolves(), 1e-9);
        assertEquals(5, launches.repetitions());
    }

    @Test
    void launchesThatDoNotCountResolveNothing() throws IOException {
        AgainstItself launches =
                campaign(
                        "aa-aa",
                        "paired",
                        "servers.csv",
                        "machine,topology,ratio,ratio_low,ratio_high\nm,pinned,1,,\n");
        assertEquals(
                folder + ": fewer than 3 launches with valid turns of both",
                assertThrows(UsageException.class, () -> launches.resolutions(HOME)).getMessage());
    }

    @Test
    void otherCampaignsAndUnfinishedOnesAreRefused() throws IOException {
        assertEquals(
                folder + ": compared servers with each other; see run --against-itself",
                assertThrows(
                                UsageException.class,
                                () -> campaign("throughput", "runs", "runs.csv", HEAD))
                        .getMessage());
        AgainstItself begun =
                campaign("throughput-aa", "runs", "runs.csv", HEAD + pair(1, 10, 10, true));
        assertEquals(
                folder + ": only 1 blocks with both runs valid",
                assertThrows(UsageException.class, () -> begun.resolutions(HOME)).getMessage());
    }

    @Test
    void aDryRunSaysWhatThePlanResolves() throws IOException {
        Home home = new Home(folder);
        Plan plan = PlanFile.load(HOME, "throughput");
        assertEquals(List.of(), ResolutionCsv.lines(home, plan, plan.scale("quick")));
        Files.createDirectories(folder.resolve("data/reference"));
        Resolution quick =
                new Resolution(
                        "c",
                        "throughput",
                        "quick",
                        "m",
                        "pinned",
                        "cpu_us_per_request",
                        8,
                        1,
                        0.02,
                        3,
                        1.05094);
        Files.writeString(
                folder.resolve("data/reference/resolution.csv"),
                Csv.text(ResolutionCsv.COLUMNS, List.of(quick)));
        assertEquals(
                List.of(
                        "cpu_us_per_request: tells ratios from 1 beyond 1.051"
                                + " (data/reference/resolution.csv)"),
                ResolutionCsv.lines(home, plan, plan.scale("quick")));
        assertEquals(List.of(), ResolutionCsv.lines(home, plan, plan.scale("full")));
    }
}
