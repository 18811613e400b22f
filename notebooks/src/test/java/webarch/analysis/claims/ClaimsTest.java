package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;
import webarch.analysis.Estimate;
import webarch.analysis.SyntheticCollection;
import webarch.analysis.UsageException;

/** The shipped claims against invented data that bear them out, and against the same, damaged. */
final class ClaimsTest {
    private static final Path SHIPPED = Path.of("claims.yaml");

    @TempDir Path folder;
    private Claims claims;

    @BeforeEach
    void data() throws IOException {
        SyntheticCollection.write(folder);
        claims = Claims.read(SHIPPED);
    }

    @Test
    void dataThatBearTheClaimsOutReproduceThemAll() {
        Findings findings = examine();

        for (Finding finding : all(findings)) {
            assertEquals(Verdict.REPRODUCED, finding.verdict(), () -> line(finding));
        }
        assertFalse(findings.contradicted());
    }

    @Test
    void swappingTwoServersFlipsTheVerdictsAboutThem() throws IOException {
        swap("userver", "netty");

        Findings findings = examine();

        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-cheaper-than-netty"));
        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-ahead-of-threads"));
        assertTrue(findings.contradicted());
    }

    @Test
    void theCommandsExitStatusIsOneOnceTwoLabelsAreSwapped() throws IOException {
        assertEquals(0, verify());

        swap("userver", "netty");

        assertEquals(1, verify());
        assertTrue(
                Files.readString(folder.resolve("out/claims.csv"))
                        .contains("artifact,event-cheaper-than-netty,contradicted,"));
        assertTrue(Files.readString(folder.resolve("out/claims.md")).contains("| contradicted |"));
    }

    @Test
    void aContradictedPaperClaimAloneIsNoError() throws IOException {
        swap("userver", "knot");

        Findings findings = examine();

        assertEquals(Verdict.CONTRADICTED, verdict(findings, "event-ahead-of-threads"));
        assertFalse(findings.contradicted());
    }

    /** Counts are exact: there is no interval to widen. */
    @Test
    void intervalsTenTimesAsWideDecideNothing() {
        for (Finding finding : all(examine())) {
            if (finding.claim().count() == null) {
                Finding widened = finding.claim().judge(widened(finding.evidence()));

                assertEquals(Verdict.UNDECIDED, widened.verdict(), () -> line(widened));
            }
        }
    }

    @Test
    void withoutDataNothingIsShownAndNothingPasses() throws IOException {
        Path empty = folder.resolve("other/20260101T120000Z-aa-smoke");
        Files.createDirectories(empty.getParent());
        Files.move(folder.resolve("20260101T120000Z-aa-smoke"), empty);

        Findings findings = Findings.of(claims, Campaigns.open(empty.getParent().toString()));

        for (Finding finding : all(findings)) {
            boolean ownPlan = finding.claim().plan().equals("aa");
            assertEquals(
                    ownPlan ? Verdict.REPRODUCED : Verdict.NOT_SHOWN,
                    finding.verdict(),
                    () -> line(finding));
        }
        assertTrue(
                finding(findings, "event-ahead-of-threads")
                        .basis()
                        .startsWith("plan best has no campaign"));
    }

    @Test
    void twoRepetitionsDecideNothing() throws IOException {
        edit("slices.csv", text -> text.lines().filter(ClaimsTest::ofTwoLaunches));

        Finding finding = finding(examine(), "event-ahead-of-threads");

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().endsWith("no interval below 3 repetitions, 2 here"));
    }

    @Test
    void aRateDecidesOnlyWhereTheServerWasTheLimit() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("claims.yaml"),
                        """
                        paper:
                          - id: rate
                            statement: s
                            source: s
                            number: n
                            plan: throughput
                            ratio: {metric: replies_per_s, of: {server: userver, at: 1}, to: {server: netty, at: 1}}
                            reproduced: above 1
                            contradicted: below 1
                        artifact: []
                        """);
        claims = Claims.read(file);

        Finding finding = all(examine()).getFirst();

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().contains("so no capacity"), finding.basis());
    }

    @Test
    void anErrorInTheFileIsNamedWithItsLine() throws IOException {
        String text = Files.readString(SHIPPED);

        assertRefused(
                text.replaceFirst("reproduced: above 1\n", "reproduced: about 1\n"), "about 1");
        assertRefused(text.replaceFirst("    plan: best\n", "    plam: best\n"), "plan");
        assertRefused(text.replaceFirst("count: same", "cuont: same"), "a count");
        assertRefused(
                text.replaceFirst("id: pipeline-ahead-of-threads", "id: event-ahead-of-threads"),
                "is there twice");
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

        assertEquals(documented, Report.table(examine()).columnNames());
    }

    private void assertRefused(String text, String word) throws IOException {
        Path file = Files.writeString(folder.resolve("claims.yaml"), text);
        String message = assertThrows(UsageException.class, () -> Claims.read(file)).getMessage();
        assertTrue(message.matches("(?s).*claims.yaml:[0-9]+: .*" + word + ".*"), message);
        assertEquals(1, message.lines().count(), message);
    }

    /** {@code webarch verify}, as typed. */
    private int verify() {
        return new CommandLine(new VerifyCommand(() -> new Campaigns(folder)))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        folder.toString(),
                        "--claims",
                        SHIPPED.toAbsolutePath().toString(),
                        "--out",
                        folder.resolve("out").toString());
    }

    private Findings examine() {
        CampaignCollection campaigns = Campaigns.open(folder.toString());
        return Findings.of(claims, campaigns);
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
            edit(
                    file,
                    text ->
                            Stream.of(
                                    text.replace("," + one, ",#")
                                            .replace("," + other, "," + one)
                                            .replace(",#", "," + other)));
        }
    }

    private static boolean ofTwoLaunches(String line) {
        return !line.matches("1,64,[3-9],.*");
    }

    private void edit(String name, Function<String, Stream<String>> change) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith(name)).toList()) {
                List<String> lines = change.apply(Files.readString(file)).toList();
                Files.writeString(file, String.join("\n", lines).stripTrailing() + "\n");
            }
        }
    }

    private static Verdict verdict(Findings findings, String id) {
        return finding(findings, id).verdict();
    }

    private static Finding finding(Findings findings, String id) {
        return all(findings).stream()
                .filter(finding -> finding.claim().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> all(Findings findings) {
        return Stream.concat(findings.paper().stream(), findings.artifact().stream()).toList();
    }

    private static String line(Finding finding) {
        return finding.claim().id() + ": " + finding.measured() + " " + finding.basis();
    }
}
