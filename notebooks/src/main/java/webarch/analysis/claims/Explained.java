package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Gap;
import webarch.analysis.Numbers;
import webarch.analysis.Profiles;
import webarch.analysis.UsageException;

/**
 * How much of the difference between two servers' CPU per request the profiles explain, at the
 * peak: 1 where the categories come to all of it and no more.
 *
 * @param of the server that needs more, as the plan calls it
 * @param to the other
 */
record Explained(@JsonProperty(required = true) String of, @JsonProperty(required = true) String to)
        implements Statistic {

    @Override
    public Evidence of(CampaignCollection campaigns, String plan) {
        Optional<Campaign> campaign = campaigns.plan(plan).campaign();
        if (campaign.isEmpty()) {
            return Evidence.missing(campaigns.plan(plan).gap());
        }
        try {
            return of(campaign.get());
        } catch (UsageException nothing) {
            return Evidence.missing(nothing.getMessage());
        }
    }

    private Evidence of(Campaign campaign) {
        Profiles profiles = Profiles.atPeak(campaign);
        for (String server : List.of(of, to)) {
            if (!profiles.soundVariants().contains(server)) {
                return Evidence.missing("no sound profile of " + server + " at the peak");
            }
        }
        Gap gap = new Gap(profiles, of, to);
        if (gap.unprofiled().n() == 0) {
            return Evidence.missing("nothing was measured beside the profiles");
        }
        Evidence evidence =
                Evidence.of(
                        gap.explained(),
                        campaign.name(),
                        "%s minus %s: %s us by the profiles, %s us without a sampler"
                                .formatted(
                                        of,
                                        to,
                                        Numbers.rounded(gap.foretold().mean()),
                                        Numbers.rounded(gap.unprofiled().mean())));
        return gap.mayBeNone() ? evidence.but("the two may not differ at all") : evidence;
    }
}
