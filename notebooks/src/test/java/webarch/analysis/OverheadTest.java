package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What is said of CPU time follows from the profiles that add up, block by block. */
final class OverheadTest {
    private static final double EXACT = 1e-5;
    private static final double MEAN_DRIFT = 1 + SyntheticProfiles.DRIFT;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    @Test
    void aCostIsTheMeanOverTheBlocks() throws IOException {
        Profiles profiles = SyntheticProfiles.atPeak(folder, 0);
        assertEquals(List.of("userver", "knot"), profiles.variants());
        assertEquals(5 * MEAN_DRIFT, profiles.cost("knot", "dispatch").mean(), EXACT);
        assertEquals(3, profiles.cost("knot", "dispatch").n());
        assertTrue(profiles.cost("knot", "dispatch").hasInterval());
        assertEquals(2 * MEAN_DRIFT, profiles.receiverCost("knot", "sending").mean(), EXACT);
        assertEquals(6, profiles.costs().rowCount());
    }

    @Test
    void anUnsoundProfileIsListedAndNotCounted() throws IOException {
        Profiles profiles = SyntheticProfiles.atPeak(folder, 3);
        assertEquals(2, profiles.cost("userver", "dispatch").n());
        assertEquals(3 * 1.05, profiles.cost("userver", "dispatch").mean(), EXACT);
        Table checks = profiles.checks();
        assertEquals(6, checks.rowCount());
        assertEquals(5, checks.booleanColumn("sound").countTrue());
    }

    @Test
    void whatWasSampledLateIsShownInEveryTable() throws IOException {
        Profiles profiles = SyntheticProfiles.atPeak(folder, 0);
        double skid = 6 * SyntheticProfiles.SKID * MEAN_DRIFT;
        Table breakdown = profiles.breakdown();
        assertEquals(
                List.of(
                        "sending",
                        "dispatch",
                        "compiler",
                        Profiles.SUM,
                        Profiles.SKID,
                        Profiles.WITHOUT_RECEIVER,
                        Profiles.FORETOLD),
                breakdown.stringColumn("category").asList());
        assertEquals(Numbers.rounded(skid), breakdown.stringColumn("knot").get(4));
        // 6 of 12.
        assertEquals(0.5 * SyntheticProfiles.SKID, skidOfKnot(profiles), EXACT);
        assertTrue(
                profiles.mechanism().stringColumn("knot").get(1).startsWith("1.65 ["),
                profiles.mechanism().toString());
        assertEquals(
                skid,
                profiles.costs()
                        .where(profiles.costs().stringColumn("variant").isEqualTo("knot"))
                        .doubleColumn("skid_us_per_request")
                        .get(0),
                EXACT);
    }

    private static double skidOfKnot(Profiles profiles) {
        Table checks = profiles.checks();
        return checks.where(checks.stringColumn("run_id").isEqualTo("b01-knot-cpus1-profile"))
                .doubleColumn("skid_share")
                .get(0);
    }

    @Test
    void targetsAreJudgedProfileByProfile() throws IOException {
        SyntheticProfiles.atPeak(folder, 3);
        Map<String, Double> some = Map.of("userver", 0.4, "knot", 0.4);
        SyntheticProfiles.add(folder, "kernel-other", "unclear", 0.07, some);
        SyntheticProfiles.add(folder, "unclassified", "unclear", 0.04, some);
        SyntheticProfiles.set(
                folder, "coverage", row -> row.get("variant").equals("knot") ? 0.96 : null);
        assertEquals(List.of("3 of 6", "0 of 6", "0 of 6", "-", "-", "-", "-", "5 of 6"), metBy());
        // Knot's samples are less than the bill and more than its time on a CPU.
        SyntheticProfiles.set(
                folder, "coverage_on_cpu", row -> row.get("variant").equals("knot") ? 1.01 : null);
        assertEquals("6 of 6", metBy().getFirst());
        Campaign campaign = Campaign.read(folder);
        assertEquals(
                SchemaTest.documented("figures/" + Targets.FILE),
                Targets.exact(campaign).columnNames());
        assertEquals("11.0%", Targets.readable(campaign).stringColumn("farthest").get(2));
        assertEquals("userver, block 3", Targets.readable(campaign).stringColumn("that of").get(7));
    }

    private List<String> metBy() {
        return Targets.readable(Campaign.read(folder)).stringColumn("met by").asList();
    }

    @Test
    void whatWasBilledAndNotSampledIsACategoryOfItsOwnAndTheLast() throws IOException {
        SyntheticProfiles.atPeak(folder, 0);
        Map<String, Double> costs = Map.of("userver", 0.5, "knot", 1.5);
        SyntheticProfiles.add(folder, "unclassified", "unclear", 0.01, costs);
        // In the file it comes before the one added first.
        SyntheticProfiles.add(folder, Profiles.NOT_SAMPLED, "unsampled", Double.NaN, costs);
        Profiles profiles = Profiles.atPeak(Campaign.read(folder));
        List<String> categories = List.copyOf(profiles.categories().keySet());
        assertEquals(Profiles.NOT_SAMPLED, categories.getLast());
        assertEquals(
                Profiles.NOT_SAMPLED,
                List.copyOf(CategoryColours.of(profiles.categories()).keySet()).getLast());
        assertEquals(
                CategoryColours.of(Map.of("unclassified", "unclear")).get("unclassified"),
                CategoryColours.of(profiles.categories()).get("unclassified"));
        assertEquals(
                1,
                profiles.difference(List.of("knot", "userver")).of(Profiles.NOT_SAMPLED).mean(),
                EXACT);
        assertEquals(12 * MEAN_DRIFT + 3, profiles.cost("knot").mean(), EXACT);
        assertTrue(profiles.breakdown().stringColumn("category").contains(Profiles.NOT_SAMPLED));
        assertEquals(
                "1.0%", Targets.readable(Campaign.read(folder)).stringColumn("farthest").get(1));
    }

    @Test
    void aThreadsTimeIsTheMeanOverTheProfilesThatAreSound() throws IOException {
        SyntheticProfiles.atPeak(folder, 3);
        SyntheticProfiles.add(folder, "epoll", "kernel", 0.1, Map.of("userver", 1.0, "knot", 1.0));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", Schema.THREADS.stream().map(Schema.Field::name).toList()));
        for (int block = 1; block <= 3; block++) {
            lines.add(SyntheticProfiles.thread(block, "userver", "loop", "epoll", block));
            lines.add(SyntheticProfiles.thread(block, "knot", "worker", "dispatch", 9));
            lines.add(SyntheticProfiles.thread(block, "knot", "poller", "dispatch", 2));
        }
        lines.add(SyntheticProfiles.thread(1, "knot", "poller", "epoll", 3));
        lines.add(SyntheticProfiles.thread(1, "knot", "compiler", "epoll", 0.1));
        Files.writeString(folder.resolve(ThreadCosts.FILE), String.join("\n", lines) + "\n");
        ThreadCosts costs = ThreadCosts.at(Profiles.atPeak(Campaign.read(folder)));
        assertEquals(List.of("worker", "poller", "compiler"), costs.threads("knot"));
        // One profile of three has it.
        assertEquals(1, costs.cost("knot", "poller"::equals, "epoll"::equals).mean(), EXACT);
        // The third is not sound.
        assertEquals(1.5, costs.cost("userver", "loop"::equals, _ -> true).mean(), EXACT);
        Table table = costs.readable(List.of("userver", "knot"));
        assertEquals(
                List.of(
                        "category",
                        "userver: loop",
                        "knot: worker",
                        "knot: poller",
                        "knot: all others"),
                table.columnNames());
        assertEquals(
                List.of("epoll", "all others", "sum"), table.stringColumn("category").asList());
    }

    @Test
    void aLevelThatIsNotThereIsSaidToBeMissing() throws IOException {
        SyntheticProfiles.write(folder, 0);
        Campaign campaign = Campaign.read(folder);
        assertThrows(UsageException.class, () -> Profiles.atFixedRate(campaign));
    }

    @Test
    void theFiguresAreTheSameBytesEachTime() throws IOException {
        SyntheticProfiles.atPeak(folder, 0);
        List<Figure> once = Figures.all(Campaign.read(folder));
        List<Figure> again = Figures.all(Campaign.read(folder));
        assertEquals(
                List.of("breakdown-clients-64", "difference-knot-userver-clients-64"),
                once.stream().map(Figure::name).toList());
        for (int i = 0; i < once.size(); i++) {
            assertEquals(once.get(i).svg(), again.get(i).svg());
        }
    }

    @Test
    void everyCategoryHasAColourOfItsOwn() throws IOException {
        Map<String, String> many =
                Map.of("a", "kernel", "b", "kernel", "c", "kernel", "d", "server", "e", "new");
        assertEquals(5, CategoryColours.of(many).values().stream().distinct().count());
    }
}
