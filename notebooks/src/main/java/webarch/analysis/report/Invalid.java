package webarch.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.InvalidRuns;
import webarch.analysis.InvalidSlices;
import webarch.analysis.PairedCampaign;

/**
 * The runs of a campaign that no figure uses, or the slices where warm servers were loaded in
 * turns.
 *
 * @param campaign its name
 * @param what its rows are: runs or slices
 * @param rows all of them
 * @param count those that are invalid
 * @param reasons how many each reason made invalid, the most frequent first
 * @param list each of them
 */
public record Invalid(
        String campaign,
        String what,
        int rows,
        int count,
        List<Reason> reasons,
        List<Measured> list) {

    /** A reason; what has two counts under both. */
    public record Reason(String why, int rows) {}

    /** An invalid run or slice. */
    public record Measured(String name, String server, String clients, String why) {}

    static List<Invalid> of(CampaignCollection campaigns) {
        return Stream.concat(
                        campaigns.runs().stream().map(Invalid::of),
                        campaigns.paired().stream().map(Invalid::of))
                .toList();
    }

    private static Invalid of(Campaign campaign) {
        return new Invalid(
                campaign.name(),
                "runs",
                campaign.runs().rowCount(),
                InvalidRuns.count(campaign),
                reasons(InvalidRuns.byReason(campaign)),
                list(InvalidRuns.list(campaign)));
    }

    private static Invalid of(PairedCampaign campaign) {
        return new Invalid(
                campaign.name(),
                "slices",
                campaign.slices().rowCount(),
                InvalidSlices.count(campaign),
                reasons(InvalidSlices.byReason(campaign)),
                list(InvalidSlices.list(campaign)));
    }

    private static List<Reason> reasons(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(reason -> new Reason(reason.getKey(), reason.getValue()))
                .toList();
    }

    /** The first column is what the row is called. */
    private static List<Measured> list(Table table) {
        List<Measured> list = new ArrayList<>();
        for (Row row : table) {
            list.add(
                    new Measured(
                            row.getString(0),
                            row.getString("server"),
                            row.getString("clients"),
                            row.getString("why")));
        }
        return list;
    }
}
