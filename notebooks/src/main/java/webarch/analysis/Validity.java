package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How many runs and slices of each campaign count, and for what. */
public final class Validity {
    private static final List<String> COLUMNS = List.of("saturation", "steadiness");

    private Validity() {}

    /** A row a plan: its runs, the valid ones, and those by saturation and by steadiness. */
    public static Table counts(CampaignCollection collection) {
        List<Campaign> campaigns = collection.runs();
        Table table =
                Table.create(
                        "validity",
                        StringColumn.create(
                                "plan", campaigns.stream().map(Campaign::plan).toList()),
                        count("runs", campaigns, campaign -> campaign.runs().rowCount()),
                        count("valid", campaigns, campaign -> campaign.validRuns().rowCount()));
        for (String column : COLUMNS) {
            for (String value : values(campaigns, column)) {
                table.addColumns(
                        count(
                                value,
                                campaigns,
                                campaign -> valuesOf(campaign, column).getOrDefault(value, 0)));
            }
        }
        return table;
    }

    /** A row a reason: how many runs of which plan it made invalid. */
    public static Table reasons(CampaignCollection collection) {
        StringColumn plan = StringColumn.create("plan");
        StringColumn reason = StringColumn.create("reason");
        LongColumn runs = LongColumn.create("runs");
        for (Campaign campaign : collection.runs()) {
            InvalidRuns.byReason(campaign)
                    .forEach(
                            (why, count) -> {
                                plan.append(campaign.plan());
                                reason.append(why);
                                runs.append(count);
                            });
        }
        return Table.create("reasons", plan, reason, runs);
    }

    /** A row a plan of warm servers: its slices, the valid ones, and the others by reason. */
    public static Table slices(CampaignCollection collection) {
        List<PairedCampaign> campaigns = collection.paired();
        Table table =
                Table.create(
                        "slices",
                        StringColumn.create(
                                "plan", campaigns.stream().map(PairedCampaign::plan).toList()),
                        slices("slices", campaigns, campaign -> campaign.slices().rowCount()),
                        slices("valid", campaigns, campaign -> campaign.validSlices().rowCount()));
        Set<String> reasons = new TreeSet<>();
        campaigns.forEach(campaign -> reasons.addAll(InvalidSlices.byReason(campaign).keySet()));
        for (String reason : reasons) {
            table.addColumns(
                    slices(
                            reason,
                            campaigns,
                            campaign -> InvalidSlices.byReason(campaign).getOrDefault(reason, 0)));
        }
        return table;
    }

    private static LongColumn slices(
            String name, List<PairedCampaign> campaigns, ToLongFunction<PairedCampaign> value) {
        return LongColumn.create(name, campaigns.stream().mapToLong(value).toArray());
    }

    private static LongColumn count(
            String name, List<Campaign> campaigns, ToLongFunction<Campaign> value) {
        return LongColumn.create(name, campaigns.stream().mapToLong(value).toArray());
    }

    private static List<String> values(List<Campaign> campaigns, String column) {
        Map<String, Integer> all = new TreeMap<>();
        campaigns.forEach(campaign -> all.putAll(valuesOf(campaign, column)));
        return new ArrayList<>(all.keySet());
    }

    private static Map<String, Integer> valuesOf(Campaign campaign, String column) {
        Map<String, Integer> values = new TreeMap<>();
        if (!campaign.runs().columnNames().contains(column)) {
            return values;
        }
        for (Row run : campaign.validRuns()) {
            if (!run.isMissing(column)) {
                values.merge(run.getString(column), 1, Integer::sum);
            }
        }
        return values;
    }
}
