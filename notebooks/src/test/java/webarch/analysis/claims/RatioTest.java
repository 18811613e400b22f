package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs the sides of the shipped ratios are, and what else has to hold of them. */
final class RatioTest {
    private static final String RANKING = "tuning-changes-the-ranking";
    private static final String WAITING = "threads-pay-for-events";

    @TempDir Path folder;
    private InventedCampaigns data;

    @BeforeEach
    void data() throws IOException {
        data = InventedCampaigns.write(folder);
    }

    @ParameterizedTest
    @CsvSource({"event, shared-symped-16", "pipeline, watpipe-16", "threads, knot-16"})
    void blockingIsJudgedOnlyWhereSocketsWereFull(String architecture, String variant)
            throws IOException {
        String id = "blocking-sockets-no-worse-in-" + architecture;
        Path runs = data.runs("back-pressure");
        data.put(runs, is("variant", variant), "requests", "100000");
        data.put(runs, is("variant", variant), "would_block", "5100");
        assertEquals(Verdict.REPRODUCED, data.finding(id).verdict());

        data.put(runs, is("variant", variant), "would_block", "4900");

        Finding finding = data.finding(id);
        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(
                finding.basis()
                        .endsWith(
                                "; decided only where would_block/requests of "
                                        + variant
                                        + " is at least 0.05: it is 0.0490 [0.0490, 0.0490]"),
                finding.basis());
    }

    @Test
    void whatWasNotMeasuredIsNotProvided() throws IOException {
        data.put(data.runs("back-pressure"), is("variant", "knot-16"), "would_block", "");

        Finding finding = data.finding("blocking-sockets-no-worse-in-threads");

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(
                finding.basis()
                        .endsWith(
                                "plan back-pressure has no valid run of knot-16 with"
                                        + " would_block/requests"),
                finding.basis());
    }

    @Test
    void blockingThatAnswersLessContradicts() throws IOException {
        data.multiply(
                data.runs("back-pressure"),
                is("variant", "watpipe-16-blocking"),
                "replies_per_s",
                0.5);

        assertEquals(
                Verdict.CONTRADICTED,
                data.finding("blocking-sockets-no-worse-in-pipeline").verdict());
    }

    /**
     * Knot's worst ahead of µserver's best, or about as good: then Knot leads however it is tuned.
     */
    @ParameterizedTest
    @CsvSource({"0.5, CONTRADICTED", "0.71, UNDECIDED"})
    void aRankingThatTuningLeavesIsNotChangedWhereThreadsLead(double factor, Verdict verdict)
            throws IOException {
        data.multiply(
                data.runs("tuning-knot"),
                InventedCampaigns::everyRow,
                "cpu_us_per_request",
                factor);

        assertEquals(verdict, data.finding(RANKING).verdict());
    }

    @Test
    void aRankingThatTuningLeavesIsNotChangedWhereEventsLead() throws IOException {
        data.multiply(
                data.runs("tuning-userver"),
                InventedCampaigns::everyRow,
                "cpu_us_per_request",
                0.5);

        Finding finding = data.finding(RANKING);

        assertEquals(Verdict.CONTRADICTED, finding.verdict());
        assertTrue(finding.evidence().estimate().high() < 1);
        assertTrue(finding.basis().matches(".*; and 2\\.[0-9]+ \\[.*] of .*"), finding.basis());
    }

    @Test
    void aRankingIsNotShownWhileOneOfTheServersIsMissing() throws IOException {
        Files.delete(data.runs("tuning-knot"));

        Finding finding = data.finding(RANKING);

        assertEquals(Verdict.NOT_SHOWN, finding.verdict());
        assertEquals(
                "plan tuning-knot has no campaign; make reproduce measures it", finding.basis());
    }

    /** Their own peaks are at 16 and at 256 clients. */
    @Test
    void wakeUpsAreComparedUnderOneLoad() throws IOException {
        Path runs = data.runs("throughput");
        Predicate<Map<String, String>> few = is("connections", "16");
        data.put(runs, is("server", "knot").and(few), "replies_per_s", "900000");
        data.put(runs, is("server", "knot").and(few), "wakeups", "1");
        data.put(runs, is("server", "userver").and(few), "replies_per_s", "1000");

        Finding finding = data.finding(WAITING);

        assertEquals(Verdict.REPRODUCED, finding.verdict());
        assertTrue(finding.basis().contains("knot at 256 clients"), finding.basis());
        assertTrue(finding.basis().contains("userver at 256 clients"), finding.basis());
    }

    @Test
    void theLoadIsOneThatBothSidesHave() throws IOException {
        Path runs = data.runs("throughput");
        data.put(runs, is("server", "knot").and(is("connections", "256")), "valid", "false");

        Finding finding = data.finding(WAITING);

        assertEquals(Verdict.REPRODUCED, finding.verdict());
        assertTrue(finding.basis().contains("knot at 16 clients"), finding.basis());
        assertTrue(finding.basis().contains("userver at 16 clients"), finding.basis());

        data.put(runs, is("server", "knot"), "connections", "77");
        assertEquals(
                "plan throughput has no valid run of userver with wakeups/requests under a load"
                        + " that both sides have",
                data.finding(WAITING).basis());
    }

    @ParameterizedTest
    @CsvSource({"threads, knot", "pipeline, watpipe"})
    void equalityOnManyCpusIsOneOfRepliesOnAsManyAsThereAre(String architecture, String server)
            throws IOException {
        String id = architecture + verb(architecture) + "-events-on-many-cpus";
        Path runs = data.runs("cpus");
        data.put(runs, is("server_cpus", "0-1"), "server_cpus", "0-7");
        assertEquals(Verdict.REPRODUCED, data.finding(id).verdict());

        data.multiply(
                runs, is("server", server).and(is("server_cpus", "0-7")), "replies_per_s", 0.8);
        assertEquals(Verdict.CONTRADICTED, data.finding(id).verdict());

        data.put(runs, is("server", server).and(is("server_cpus", "0-7")), "server_cpus", "0-3");
        assertEquals(Verdict.NOT_SHOWN, data.finding(id).verdict());
    }

    @ParameterizedTest
    @CsvSource({"threads", "pipeline"})
    void equalityOnManyCpusIsNotShownOnOneNorWhereServerAndLoadShareThem(String architecture)
            throws IOException {
        String id = architecture + verb(architecture) + "-events-on-many-cpus";
        data.put(data.runs("cpus"), InventedCampaigns::everyRow, "topology", "colocated");
        Finding shared = data.finding(id);
        assertEquals(Verdict.NOT_SHOWN, shared.verdict());
        assertEquals(
                "decided only under topology pinned or remote or split, not colocated",
                shared.basis());

        data.put(data.runs("cpus"), InventedCampaigns::everyRow, "topology", "pinned");
        data.put(data.runs("cpus"), InventedCampaigns::everyRow, "server_cpus", "0");
        Finding one = data.finding(id);
        assertEquals(Verdict.NOT_SHOWN, one.verdict());
        assertTrue(one.basis().contains("on more than one CPU"), one.basis());
    }

    private static String verb(String architecture) {
        return architecture.endsWith("s") ? "-equal" : "-equals";
    }

    private static Predicate<Map<String, String>> is(String column, String value) {
        return row -> row.get(column).equals(value);
    }
}
