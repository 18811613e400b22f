package webarch.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Row;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.InvalidRuns;

/**
 * The runs of a campaign that no figure uses.
 *
 * @param campaign its name
 * @param runs all its runs
 * @param count those that are invalid
 * @param reasons how many runs each reason made invalid, the most frequent first
 * @param list each of them
 */
public record Invalid(String campaign, int runs, int count, List<Reason> reasons, List<Run> list) {

    /** A reason; a run with two counts under both. */
    public record Reason(String why, int runs) {}

    /** An invalid run. */
    public record Run(String run, String server, String clients, String why) {}

    static List<Invalid> of(CampaignCollection campaigns) {
        return campaigns.runs().stream().map(Invalid::of).toList();
    }

    private static Invalid of(Campaign campaign) {
        List<Run> list = new ArrayList<>();
        for (Row row : InvalidRuns.list(campaign)) {
            list.add(
                    new Run(
                            row.getString("run"),
                            row.getString("server"),
                            row.getString("clients"),
                            row.getString("why")));
        }
        return new Invalid(
                campaign.name(),
                campaign.runs().rowCount(),
                InvalidRuns.count(campaign),
                InvalidRuns.byReason(campaign).entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(reason -> new Reason(reason.getKey(), reason.getValue()))
                        .toList(),
                list);
    }
}
