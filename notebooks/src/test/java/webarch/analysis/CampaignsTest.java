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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CampaignsTest {
    @TempDir Path home;
    private Campaigns campaigns;
    private Path measured;
    private Path reference;

    @BeforeEach
    void checkout() {
        campaigns = new Campaigns(home);
        measured = home.resolve("data/campaigns");
        reference = home.resolve("data/reference");
    }

    @Test
    void theNewestCompleteCampaignIsTheDefault() throws IOException {
        SyntheticCampaign.complete().writeAs(reference, "20270101T000000Z-a-full");
        SyntheticCampaign.complete().writeAs(measured, "20260101T000000Z-a-smoke");
        SyntheticCampaign.complete().writeAs(measured, "20260301T000000Z-a-smoke");
        cut(SyntheticCampaign.complete(), 1).writeAs(measured, "20260401T000000Z-a-smoke");
        justBegun("20260501T000000Z-a-smoke");

        assertEquals("20260301T000000Z-a-smoke", only(campaigns.find("")).name());
    }

    @Test
    void theReferenceIsTheDefaultWhereNothingWasMeasured() throws IOException {
        SyntheticCampaign.complete().writeAs(reference, "20260101T000000Z-a-full");
        justBegun("20260501T000000Z-a-smoke");

        Origin found = only(campaigns.find(""));

        assertEquals("20260101T000000Z-a-full", found.name());
        assertTrue(campaigns.isReference(found.folder()));
    }

    @Test
    void aCampaignIsFoundByItsFolderSeenFromTheCheckout() throws IOException {
        SyntheticCampaign.complete().writeAs(measured, "20260101T000000Z-a-smoke");

        Origin found = only(campaigns.find("data/campaigns/20260101T000000Z-a-smoke"));

        assertEquals("20260101T000000Z-a-smoke", found.name());
        assertFalse(campaigns.isReference(found.folder()));
    }

    @Test
    void withoutAnyCampaignTheFoldersAreNamed() {
        String message = assertThrows(UsageException.class, () -> campaigns.find("")).getMessage();

        assertTrue(message.contains(measured.toString()), message);
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() {
        String message =
                assertThrows(UsageException.class, () -> campaigns.find("nowhere")).getMessage();

        assertTrue(message.startsWith("DATA=nowhere: no such folder"), message);
    }

    @Test
    void aCampaignWithoutRunsCannotBeShown() throws IOException {
        justBegun("20260501T000000Z-a-smoke");

        String message =
                assertThrows(
                                UsageException.class,
                                () -> campaigns.find("data/campaigns/20260501T000000Z-a-smoke"))
                        .getMessage();

        assertTrue(message.endsWith("holds no runs yet"), message);
    }

    @Test
    void anIncompleteCampaignSaysWhatIsMissing() throws IOException {
        Path folder = cut(SyntheticCampaign.complete(), 2).write(home);

        assertEquals("106 of 108 planned runs", Campaign.read(folder).missing().orElseThrow());
    }

    @Test
    void aRunThatStandsTwiceDoesNotStandForAnother() throws IOException {
        SyntheticCampaign campaign = SyntheticCampaign.complete();
        campaign.rows().get(1).put("run_id", campaign.rows().getFirst().get("run_id"));
        Path folder = campaign.write(home);

        assertEquals("108 rows of 107 runs", Campaign.read(folder).missing().orElseThrow());
    }

    @Test
    void aCampaignCutAfterAWholeBlockIsIncomplete() throws IOException {
        Path folder = cut(SyntheticCampaign.complete(), 36).write(home);

        assertEquals("72 of 108 planned runs", Campaign.read(folder).missing().orElseThrow());
    }

    @Test
    void theLineNamesCampaignMachineTopologyAndScale() throws IOException {
        Path folder = SyntheticCampaign.complete().write(home);

        assertEquals(
                "campaign 20260101T120000Z-synthetic-smoke; machine synthetic CPU @ 2.80GHz,"
                        + " 2 CPUs, Linux 0.0.0; topology pinned; SCALE smoke (PRELIMINARY)",
                Campaign.read(folder).line());
    }

    @Test
    void onlyAFullCampaignIsNotPreliminary() throws IOException {
        Path full = SyntheticCampaign.complete().set("scale", "full").writeAs(home, "full");
        Path quick = SyntheticCampaign.complete().set("scale", "quick").writeAs(home, "quick");

        assertFalse(Campaign.read(full).preliminary());
        assertTrue(Campaign.read(quick).preliminary());
    }

    @Test
    void hyperthreadsOfOneCoreAreNamedWithTheTopology() throws IOException {
        Path folder = SyntheticCampaign.complete().set("siblings", "true").write(home);

        assertEquals("pinned on two hyperthreads of one core", Campaign.read(folder).topology());
    }

    @Test
    void topologiesAreNeverPooled() throws IOException {
        SyntheticCampaign mixed = SyntheticCampaign.complete();
        mixed.rows().getFirst().put("topology", "colocated");
        Campaign campaign = Campaign.read(mixed.write(home));

        String message =
                assertThrows(UsageException.class, () -> Points.of(campaign, Metric.REPLIES))
                        .getMessage();

        assertTrue(message.contains("more than one topology (colocated, pinned)"), message);
        assertEquals(36, Points.of(campaign.where("topology", "pinned"), Metric.CPU).size());
    }

    @Test
    void theCheckoutIsFoundFromAFolderInsideIt() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.createFile(home.resolve("data/SCHEMA.md"));
        Path inside = Files.createDirectories(home.resolve("notebooks/deep"));

        assertEquals(home, Campaigns.of(Map.of(), inside).home());
        assertEquals(
                Path.of("elsewhere"),
                Campaigns.of(Map.of("WEBARCH_HOME", "elsewhere"), inside).home());
    }

    @Test
    void ofEachPlanTheNewestCompleteCampaignCounts() throws IOException {
        SyntheticCampaign.complete().set("plan", "a").writeAs(measured, "20260101T000000Z-a-full");
        SyntheticCampaign.complete().set("plan", "a").writeAs(measured, "20260102T000000Z-a-smoke");
        SyntheticCampaign.complete().set("plan", "b").writeAs(measured, "20251231T000000Z-b-quick");
        cut(SyntheticCampaign.complete(), 1)
                .set("plan", "b")
                .writeAs(measured, "20260103T000000Z-b-quick");

        CampaignCollection collection = campaigns.find("data/campaigns");

        assertEquals(
                List.of("20260102T000000Z-a-smoke", "20251231T000000Z-b-quick"),
                collection.campaigns().stream().map(Origin::name).toList());
        assertTrue(
                collection
                        .line()
                        .startsWith(
                                "2 campaigns: 20251231T000000Z-b-quick, 20260102T000000Z-a-smoke;"
                                        + " machine synthetic"),
                collection.line());
    }

    @Test
    void aPlanWithoutACampaignIsNotShown() throws IOException {
        SyntheticCampaign.complete().set("plan", "a").writeAs(measured, "20260101T000000Z-a-full");
        CampaignCollection collection = campaigns.find("");

        assertEquals(
                "not shown: plan b has no campaign; make reproduce measures it",
                collection.plan("b").show(Campaign::name));
        assertEquals("20260101T000000Z-a-full", collection.plan("b", "a").show(Campaign::name));
    }

    @Test
    void whatACampaignCannotShowIsNotAFailure() throws IOException {
        SyntheticCampaign.complete().set("plan", "a").writeAs(measured, "20260101T000000Z-a-full");
        PlanData<Campaign> a = campaigns.find("").plan("a");

        Object shown = a.show(campaign -> Figures.throughput(campaign, List.of("unknown")));

        assertTrue(shown.toString().startsWith("not shown: "), shown.toString());
    }

    private static Origin only(CampaignCollection collection) {
        assertEquals(1, collection.campaigns().size());
        return collection.campaigns().getFirst();
    }

    private static SyntheticCampaign cut(SyntheticCampaign campaign, int runs) {
        for (int i = 0; i < runs; i++) {
            campaign.rows().removeLast();
        }
        return campaign;
    }

    private void justBegun(String name) throws IOException {
        String csv = SyntheticCampaign.complete().csv();
        Path folder = Files.createDirectories(measured.resolve(name));
        Files.writeString(folder.resolve("runs.csv"), csv.lines().findFirst().orElseThrow() + "\n");
    }
}
