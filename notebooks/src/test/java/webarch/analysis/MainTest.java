package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    @TempDir Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void figuresOfACampaignAreWrittenIntoItsFolder() throws IOException {
        Path campaign = SyntheticCampaign.complete().write(home.resolve("data/campaigns"));

        assertEquals(0, run("figures"));

        assertTrue(Files.size(campaign.resolve("figures/throughput.svg")) > 0);
        assertTrue(Files.size(campaign.resolve("figures/cpu-per-request.svg")) > 0);
        assertEquals(
                Campaign.read(campaign).line(), out.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void figuresOfTheReferenceLeaveItsFolderClean() throws IOException {
        Path reference = SyntheticCampaign.complete().write(home.resolve("data/reference"));

        assertEquals(0, run("figures"));

        assertTrue(Files.isRegularFile(home.resolve(".work/figures/throughput.svg")));
        assertTrue(Files.notExists(reference.resolve("figures")));
    }

    @Test
    void theTableOfThePlottedPointsHasARowForEachOfThem() throws IOException {
        SyntheticCampaign.complete().write(home.resolve("data/campaigns"));

        run("figures", "--out", home.resolve("out").toString());

        String table = Files.readString(home.resolve("out/throughput.csv"));
        assertTrue(
                table.startsWith(
                        "schema_version,campaign,condition,server,variant,options,axis,level,runs,"
                                + "saturated_runs,replies_per_s,replies_per_s_low,replies_per_s_high,"),
                table);
        assertEquals(1 + 36, table.lines().count());
        assertTrue(table.lines().skip(1).allMatch(line -> line.split(",", -1).length == 19));
    }

    @Test
    void theSummaryIsPrinted() throws IOException {
        SyntheticCampaign.complete().write(home.resolve("data/campaigns"));

        assertEquals(0, run("summary"));

        assertTrue(out.toString().startsWith("campaign " + SyntheticCampaign.NAME));
    }

    @Test
    void badInputGetsOneLineAndExitCodeTwo() throws IOException {
        Path broken = Files.createDirectories(home.resolve("broken"));

        assertRefused("webarch figures: DATA=broken: holds neither", "figures", "broken");
        Files.createFile(broken.resolve("runs.csv"));
        assertRefused("webarch figures: " + broken.resolve("runs.csv"), "figures", "broken");
        assertRefused("webarch summary: DATA=nowhere: no such folder", "summary", "nowhere");
        assertRefused("webarch summary: no complete campaign", "summary");
        assertRefused("webarch figures: Unknown option: '--ouput'", "figures", "--ouput", "x");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        SyntheticCampaign.complete().write(home.resolve("data/campaigns"));
        Path file = Files.createFile(home.resolve("file"));

        assertRefused("webarch figures: --out " + file, "figures", "--out", file.toString());
    }

    private void assertRefused(String start, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(arguments));
        assertTrue(err.toString().startsWith(start), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine(() -> new Campaigns(home));
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
