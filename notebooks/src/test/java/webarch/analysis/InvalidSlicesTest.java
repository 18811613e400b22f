package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Slices that do not count are counted, and nothing is made of them. */
final class InvalidSlicesTest {
    private static final String BUSY =
            "steal time 12.5 %; contention: beside the turn the CPUs were 1.90 times slower by"
                    + " interruptions";

    @TempDir Path folder;

    /** Five launches of four rounds of two servers, from before slices were judged. */
    private Path comparison(String name) throws IOException {
        Path campaign = folder.resolve("20260101T120000Z-" + name + "-smoke");
        new SyntheticComparison(Map.of("userver", 10.0, "knot", 12.0), 0).write(campaign);
        return campaign;
    }

    /** Judged: some rows invalid, and of nonsensical cost. */
    private PairedCampaign judged(String name, Predicate<String> invalid, String reason)
            throws IOException {
        Path campaign = comparison(name);
        List<String> rows = Files.readAllLines(campaign.resolve("slices.csv"));
        StringBuilder csv = new StringBuilder(rows.getFirst() + ",valid,invalid_reason\n");
        for (String row : rows.subList(1, rows.size())) {
            csv.append(
                    invalid.test(row)
                            ? row.replaceFirst("[^,]*(,[^,]*,[^,]*,[^,]*)$", "99999$1")
                                    + ",false,\"%s\"\n".formatted(reason)
                            : row + ",true,\n");
        }
        Files.writeString(campaign.resolve("slices.csv"), csv);
        return PairedCampaign.read(campaign);
    }

    private static Predicate<String> is(String begin, String server) {
        return row -> row.startsWith(begin) && row.contains("," + server + ",");
    }

    private static Estimate ratio(PairedCampaign campaign) {
        return PairedRatios.of(campaign).getFirst().ratios().getFirst().ratio();
    }

    @Test
    void campaignsFromBeforeSlicesWereJudgedCountAsAWhole() throws IOException {
        PairedCampaign campaign = PairedCampaign.read(comparison("best"));
        assertEquals(0, InvalidSlices.count(campaign));
        assertEquals(5 * 4 * 2, campaign.validSlices().rowCount());
        assertEquals(5, ratio(campaign).n());
    }

    @Test
    void aSliceIsDroppedAloneAndALaunchAsAWhole() throws IOException {
        Estimate all = ratio(PairedCampaign.read(comparison("all")));
        PairedCampaign one = judged("one", is("1,64,1,1,", "knot"), BUSY);
        assertEquals(1, InvalidSlices.count(one));
        assertEquals(5, ratio(one).n());
        assertEquals(all.mean(), ratio(one).mean(), 0.02);

        PairedCampaign launch = judged("launch", row -> row.startsWith("1,64,2,"), "file set");
        assertEquals(8, InvalidSlices.count(launch));
        assertEquals(4, ratio(launch).n());
        assertEquals(all.mean(), ratio(launch).mean(), 0.02);
        // Of one server alone it leaves no round to the other.
        PairedCampaign half = judged("half", is("1,64,2,", "userver"), "file set");
        assertEquals(4, ratio(half).n());
    }

    @Test
    void theyAreCountedByReason() throws IOException {
        judged("one", is("1,64,1,", "knot"), BUSY);
        judged("two", is("1,64,", "knot"), "Little's law off by -6.0 %; errors: 1 body");
        CampaignCollection all = CampaignCollection.read(folder);
        assertEquals(
                List.of(
                        "plan",
                        "slices",
                        "valid",
                        "Little's law off",
                        "contention",
                        "errors",
                        "steal time"),
                Validity.slices(all).columnNames());
        assertEquals("one", Validity.slices(all).getString(0, "plan"));
        assertEquals("36", Validity.slices(all).getString(0, "valid"));
        assertEquals("4", Validity.slices(all).getString(0, "steal time"));
        assertEquals("20", Validity.slices(all).getString(1, "errors"));
        assertEquals(List.of("4", "20"), all.table().stringColumn("invalid").asList());
        Table list = InvalidSlices.list(all.paired().getFirst());
        assertEquals(4, list.rowCount());
        assertEquals("launch 1, round 1", list.getString(0, "slice"));
        assertEquals("64", list.getString(0, "clients"));
        assertEquals(BUSY, list.getString(0, "why"));
    }

    @Test
    void thePageSaysSo() throws IOException {
        String page = PairedSummary.of(judged("one", is("1,64,1,", "knot"), BUSY));
        assertTrue(page.contains("\n40 slices, 36 valid, 4 invalid:\n    4  contention\n"), page);
        String clean = PairedSummary.of(PairedCampaign.read(comparison("best")));
        assertTrue(clean.contains("\n40 slices, 40 valid, 0 invalid\n"), clean);
    }

    @Test
    void whereNoneCountsNothingIsShown() throws IOException {
        judged("one", _ -> true, BUSY);
        CampaignCollection all = CampaignCollection.read(folder);
        assertEquals(1, all.campaigns().size());
        assertTrue(all.withValidRuns().campaigns().isEmpty());
        assertFalse(all.table().isEmpty());
        PairedCampaign campaign = all.paired().getFirst();
        assertEquals(List.of(), PairedRatios.of(campaign));
        assertThrows(UsageException.class, () -> Figures.comparison(campaign));
    }

    @Test
    void whereOnlyOneServerCountsThereIsNoRatio() throws IOException {
        PairedCampaign campaign = judged("one", is("1,64,", "knot"), BUSY);
        assertEquals(List.of(), PairedRatios.of(campaign).getFirst().ratios());
        assertTrue(CampaignCollection.read(folder).withValidRuns().campaigns().isEmpty());
        assertTrue(PairedSummary.of(campaign).contains("\nuserver "));
        assertThrows(UsageException.class, () -> Figures.comparison(campaign));
    }
}
