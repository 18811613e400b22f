package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.MatchedLoads;
import webarch.analysis.Metric;
import webarch.analysis.Numbers;

/**
 * A metric of a server where sessions arrive at a rate over that where clients wait for each reply,
 * at the same number of replies per second: the highest at which both were measured.
 *
 * @param metric a column
 * @param server whose, in its first configuration
 */
record Matched(
        @JsonProperty(required = true) String metric, @JsonProperty(required = true) String server)
        implements Statistic {

    @Override
    public Evidence of(CampaignCollection campaigns, String plan) {
        Optional<Campaign> campaign = campaigns.plan(plan).campaign();
        if (campaign.isEmpty()) {
            return Evidence.missing(campaigns.plan(plan).gap());
        }
        Optional<MatchedLoads> loads =
                MatchedLoads.of(campaign.get(), Metric.of(metric)).stream()
                        .filter(of -> of.subject().server().equals(server))
                        .findFirst();
        if (loads.isEmpty()) {
            return Evidence.missing(
                    "plan %s has no valid runs of %s in both loops".formatted(plan, server));
        }
        return loads.get()
                .highest()
                .map(match -> evidence(campaign.get(), match))
                .orElseGet(
                        () ->
                                Evidence.missing(
                                        "no rate of sessions gives replies per second between two"
                                                + " that the closed loop gave in the same block"));
    }

    private Evidence evidence(Campaign campaign, MatchedLoads.Match match) {
        return Evidence.of(
                match.ratio(),
                campaign.name(),
                "%s of %s at %s replies/s: %s where sessions arrive / %s in a closed loop"
                        .formatted(
                                metric,
                                server,
                                Numbers.rounded(match.repliesPerSecond()),
                                Numbers.rounded(match.open()),
                                Numbers.rounded(match.closed())));
    }
}
