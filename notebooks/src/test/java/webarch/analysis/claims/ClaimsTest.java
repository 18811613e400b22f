package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaigns;
import webarch.analysis.Estimate;
import webarch.analysis.UsageException;

/** The shipped claims against invented data that bear them out, and against the same, damaged. */
final class ClaimsTest {

    /** Those that slices of warm servers show as well as runs. */
    private static final Set<String> COUNTED_IN_SLICES =
            Set.of(
                    "offered-is-answered-or-counted",
                    "replies-are-right",
                    "saturated-means-saturated",
                    "no-run-dropped-without-reason");

    @TempDir Path folder;
    private InventedCampaigns data;

    @BeforeEach
    void data() throws IOException {
        data = InventedCampaigns.write(folder);
    }

    @Test
    void dataThatBearTheClaimsOutReproduceThemAll() {
        Findings findings = data.examine();

        for (Finding finding : InventedCampaigns.all(findings)) {
            assertEquals(Verdict.REPRODUCED, finding.verdict(), () -> line(finding));
        }
        assertFalse(findings.contradicted());
    }

    @Test
    void swappingTwoServersFlipsTheVerdictsAboutThem() throws IOException {
        swap("userver", "netty");

        Findings findings = data.examine();

        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-cheaper-than-netty"));
        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-ahead-of-threads"));
        assertTrue(findings.contradicted());
    }

    @Test
    void theCommandsExitStatusIsOneOnceTwoLabelsAreSwapped() throws IOException {
        assertEquals(0, data.verify());

        swap("userver", "netty");

        assertEquals(1, data.verify());
        assertTrue(
                data.verdicts("claims.csv")
                        .contains("artifact,event-cheaper-than-netty,contradicted,"));
        assertTrue(data.verdicts("claims.md").contains("| contradicted |"));
    }

    @Test
    void aContradictedPaperClaimAloneIsNoError() throws IOException {
        swap("userver", "knot");

        Findings findings = data.examine();

        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-ahead-of-threads"));
        assertFalse(findings.contradicted());
    }

    /** Counts are exact: there is no interval to widen. */
    @Test
    void intervalsTenTimesAsWideDecideNothing() {
        for (Finding finding : InventedCampaigns.all(data.examine())) {
            if (finding.claim().count() == null) {
                Finding widened = finding.claim().judge(widened(finding.evidence()));

                assertEquals(Verdict.UNDECIDED, widened.verdict(), () -> line(widened));
            }
        }
    }

    @Test
    void withoutDataNothingIsShownAndNothingPasses() throws IOException {
        Path alone = folder.resolve("other").resolve(data.campaign("aa").getFileName());
        Files.createDirectories(alone.getParent());
        Files.move(data.campaign("aa"), alone);

        Findings findings =
                Findings.of(
                        Claims.read(InventedCampaigns.SHIPPED),
                        Campaigns.open(alone.getParent().toString()));

        for (Finding finding : InventedCampaigns.all(findings)) {
            boolean shown =
                    finding.claim().plan().equals("aa") || COUNTED_IN_SLICES.contains(finding.id());
            assertEquals(
                    shown ? Verdict.REPRODUCED : Verdict.NOT_SHOWN,
                    finding.verdict(),
                    () -> line(finding));
        }
        assertTrue(
                InventedCampaigns.finding(findings, "event-ahead-of-threads")
                        .basis()
                        .startsWith("plan best has no campaign"));
    }

    @Test
    void twoRepetitionsDecideNothing() throws IOException {
        data.edit(
                "slices.csv",
                text ->
                        text.lines()
                                .filter(line -> !line.matches("1,64,[3-9],.*"))
                                .collect(Collectors.joining("\n", "", "\n")));

        Finding finding = data.finding("event-ahead-of-threads");

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().endsWith("no interval below 3 repetitions, 2 here"));
    }

    @Test
    void anErrorInTheFileIsNamedWithItsLine() throws IOException {
        String text = Files.readString(InventedCampaigns.SHIPPED);

        assertRefused(
                text.replaceFirst("reproduced: above 1\n", "reproduced: about 1\n"), "about 1");
        assertRefused(text.replaceFirst("    plan: best\n", "    plam: best\n"), "plan");
        assertRefused(text.replaceFirst("count: same", "cuont: same"), "a count");
        assertRefused(
                text.replaceFirst("id: pipeline-ahead-of-threads", "id: event-ahead-of-threads"),
                "is there twice");
        assertRefused(text.replaceFirst("at: same", "at: peek"), "at 'peek'");
        assertRefused(
                text.replaceFirst("to: userver}", "to: {server: userver, at: same}}"),
                "only the side 'of'");
        assertRefused(text.replaceFirst("wakeups/requests", "wakeups/request"), "'request'");
        assertRefused(
                text.replaceFirst(
                        "    matched: .*",
                        "    matched: {metric: latency_mean_us, server: userver}\n    and: {metric: latency_mean_us, of: a, to: b}"),
                "a second ratio");
    }

    @Test
    void theTableHasTheDocumentedColumns() throws IOException {
        String document = Files.readString(Path.of("../data/SCHEMA.md"));
        int start = document.indexOf("## `verdicts/claims.csv`");
        String section = document.substring(start, document.indexOf("\n## ", start));
        List<String> documented =
                section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split(",", -1)))
                        .map(name -> name.replace("`", "").strip())
                        .toList();

        assertEquals(documented, Report.table(data.examine()).columnNames());
    }

    @Test
    void theTerminalShowsWhoSaysWhatOfEachClaim() {
        Findings findings = data.examine();

        String page = Report.plain(findings);

        String flowing = page.replaceAll("\\s+", " ");
        for (Finding finding : InventedCampaigns.all(findings)) {
            String said = finding.claim().source() + ": " + finding.claim().number();
            assertTrue(
                    flowing.contains("[" + said.replace("µ", "u").replace("è", "e") + "]"), said);
        }
        assertTrue(page.lines().allMatch(line -> line.length() <= 100), page);
        assertTrue(page.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), page);
    }

    @Test
    void aTableOfWhatTheArtifactClaimsHasNothingElse() {
        Table table = Verdicts.ofArtifact(data.collection());

        assertEquals(
                Claims.read(InventedCampaigns.SHIPPED).artifact().stream()
                        .map(Claim::statement)
                        .toList(),
                table.stringColumn("claim").asList());
    }

    private void assertRefused(String text, String word) throws IOException {
        Path file = Files.writeString(folder.resolve("claims.yaml"), text);
        String message = assertThrows(UsageException.class, () -> Claims.read(file)).getMessage();
        assertTrue(message.matches("(?s).*claims.yaml:[0-9]+: .*" + word + ".*"), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Evidence widened(Evidence evidence) {
        Estimate of = evidence.estimate();
        return Evidence.of(
                new Estimate(
                        of.n(),
                        of.mean(),
                        of.mean() - 10 * (of.mean() - of.low()),
                        of.mean() + 10 * (of.high() - of.mean())),
                evidence.campaign(),
                evidence.basis());
    }

    private void swap(String one, String other) throws IOException {
        for (String file : List.of("runs.csv", "slices.csv", "servers.csv")) {
            data.edit(
                    file,
                    text ->
                            text.replace("," + one, ",#")
                                    .replace("," + other, "," + one)
                                    .replace(",#", "," + other));
        }
    }

    private static Verdict verdict(Findings findings, String id) {
        return InventedCampaigns.finding(findings, id).verdict();
    }

    private static String line(Finding finding) {
        return finding.id() + ": " + finding.measured() + " " + finding.basis();
    }
}
