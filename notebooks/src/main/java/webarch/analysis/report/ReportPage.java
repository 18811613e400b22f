package webarch.analysis.report;

import java.util.List;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;
import webarch.analysis.Origin;
import webarch.analysis.claims.Findings;

/**
 * All that the page says, in the order in which it says it.
 *
 * @param preliminary whether a campaign here is too small to conclude from
 * @param here machine, topology and SCALE here
 * @param namesHere the campaigns here
 * @param there machine, topology and SCALE of the reference, null where these are the reference
 *     themselves
 * @param namesThere the reference's campaigns
 * @param tallyHere how many claims became what
 * @param tallyThere the same in the reference, null without one
 * @param paper claims of the paper and its follow-ups
 * @param artifact claims of this artifact
 * @param experiments plan by plan
 * @param unfinished campaigns of plans that have no complete one, and what is missing
 * @param invalid runs that do not count
 * @param times expected and actual
 * @param facts machine and code
 */
public record ReportPage(
        boolean preliminary,
        String here,
        String namesHere,
        String there,
        String namesThere,
        String tallyHere,
        String tallyThere,
        List<VerdictRow> paper,
        List<VerdictRow> artifact,
        List<Experiment> experiments,
        List<String> unfinished,
        List<Invalid> invalid,
        List<PlannedTime> times,
        List<Fact> facts) {

    /**
     * The page over these campaigns.
     *
     * @param checkout whose claims are held against them, and whose reference stands beside them
     */
    public static ReportPage of(Campaigns checkout, CampaignCollection here) {
        CampaignCollection there = checkout.besides(here);
        boolean alone = there.campaigns().isEmpty();
        Findings mine = Findings.of(checkout, here);
        Findings shipped = alone ? null : Findings.of(checkout, there);
        return new ReportPage(
                here.preliminary(),
                here.setting(),
                here.names(),
                alone ? null : there.setting(),
                alone ? null : there.names(),
                mine.tally(),
                alone ? null : shipped.tally(),
                VerdictRow.of(mine.paper(), alone ? List.of() : shipped.paper()),
                VerdictRow.of(mine.artifact(), alone ? List.of() : shipped.artifact()),
                Experiment.of(here, there),
                here.unfinished().stream().map(ReportPage::unfinished).toList(),
                Invalid.of(here),
                PlannedTime.of(here),
                Fact.of(here, there));
    }

    private static String unfinished(Origin campaign) {
        return campaign.folder().getFileName() + ": " + campaign.missing().orElse("");
    }
}
