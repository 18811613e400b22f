package webarch.analysis.claims;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.PairedCampaign;
import webarch.analysis.PlanData;

/**
 * What one side of a ratio comes to: a value for each repetition, of one configuration at one level
 * of load.
 *
 * @param gap why there are no values
 * @param campaign the name of its campaign
 * @param topology of its campaign
 * @param label configuration and load
 * @param saturated whether the server's CPUs were the limit in all of it
 * @param byRepetition the metric by repetition
 */
record Selection(
        Optional<String> gap,
        String campaign,
        String topology,
        String label,
        boolean saturated,
        NavigableMap<Repetition, Double> byRepetition) {
    private static final Set<String> MORE_IS_BETTER = Set.of("replies_per_s", "throughput_mbps");

    static boolean moreIsBetter(String metric) {
        return MORE_IS_BETTER.contains(metric);
    }

    static Selection of(CampaignCollection campaigns, Side side, String plan, String metric) {
        String name = side.planOr(plan);
        PlanData<Campaign> runs = campaigns.plan(name);
        PlanData<PairedCampaign> paired = campaigns.pairedPlan(name);
        List<Selection> candidates =
                runs.campaign()
                        .map(campaign -> new RunSelector(campaign, side, metric).candidates())
                        .or(
                                () ->
                                        paired.campaign()
                                                .map(
                                                        campaign ->
                                                                SliceSelector.candidates(
                                                                        campaign, side, metric)))
                        .orElse(List.of());
        if (runs.campaign().isEmpty() && paired.campaign().isEmpty()) {
            return missing(runs.gap());
        }
        return pick(candidates, side, metric)
                .orElseGet(
                        () ->
                                missing(
                                        "plan %s has no valid run of %s with %s"
                                                .formatted(name, side.label(), metric)));
    }

    private static Optional<Selection> pick(List<Selection> candidates, Side side, String metric) {
        Comparator<Selection> byGoodness = Comparator.comparingDouble(Selection::mean);
        boolean largest = moreIsBetter(metric) == (side.pick() == Side.Pick.BEST);
        return candidates.stream().max(largest ? byGoodness : byGoodness.reversed());
    }

    private static Selection missing(String why) {
        return new Selection(Optional.of(why), "", "", "", false, new TreeMap<>());
    }

    double mean() {
        return byRepetition.values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    double[] all() {
        return byRepetition.values().stream().mapToDouble(v -> v).toArray();
    }
}
