package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.Origin;

/**
 * How many rows break a rule. A count of what happened has no interval.
 *
 * @param rule that every row has to keep
 */
record Count(Rule rule) implements Statistic {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Count {}

    @Override
    public Evidence of(CampaignCollection campaigns, String plan) {
        if (rule == Rule.SAME_SYSTEM_CALLS) {
            return SystemCalls.evidence(campaigns);
        }
        List<String> names = new ArrayList<>();
        long rows = 0;
        long broken = 0;
        for (Origin campaign : campaigns.campaigns()) {
            if (plan.equals("any") || campaign.plan().equals(plan)) {
                Rule.Tally tally = rule.tally(campaign);
                if (tally.rows() > 0) {
                    names.add(campaign.name());
                    rows += tally.rows();
                    broken += tally.broken();
                }
            }
        }
        return rows == 0
                ? Evidence.missing("no campaign has rows that this is about")
                : exact(broken, rows, String.join(" ", names), "rows");
    }

    static Evidence exact(long broken, long rows, String campaigns, String unit) {
        return Evidence.of(
                new Estimate(Math.toIntExact(rows), broken, broken, broken),
                campaigns,
                "%d of %d %s".formatted(broken, rows, unit));
    }
}
