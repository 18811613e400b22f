package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;
import webarch.analysis.Bootstrap;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.Numbers;

/**
 * One side's metric over the other's.
 *
 * <p>Within a campaign both sides are paired, by block of runs or by round of a launch of warm
 * servers, so that what the machine did to both cancels. Estimated is the mean, over blocks or
 * launches, of the logarithm of the pairs' ratio, of a launch the median over its rounds. Sides of
 * two campaigns are not paired.
 *
 * @param metric a column, or {@code COLUMN/COLUMN}
 * @param of above the line
 * @param to below it
 * @param limit {@code any} where a rate decides although the servers' CPUs were not the limit
 * @param topologies where alone it decides; null for all
 */
record Ratio(
        @JsonProperty(required = true) String metric,
        @JsonProperty(required = true) Side of,
        @JsonProperty(required = true) Side to,
        String limit,
        Set<String> topologies)
        implements Statistic {
    /** Of the rounds of a launch: a burst of something else on the machine spoils rounds. */
    private static final Median MEDIAN = Median.withDefaults();

    /** The same metric of the same two sides, measured another way. */
    Ratio under(Sensitivity.Setting setting) {
        return new Ratio(metric, of.under(setting), to.under(setting), limit, topologies);
    }

    @Override
    public Evidence of(CampaignCollection campaigns, String plan) {
        Selection above = Selection.of(campaigns, of, plan, of.metricOr(metric));
        Selection below = Selection.of(campaigns, to, plan, to.metricOr(metric));
        Optional<String> gap = above.gap().or(below::gap);
        if (gap.isPresent()) {
            return Evidence.missing(gap.get());
        }
        if (topologies != null
                && !topologies.containsAll(List.of(above.topology(), below.topology()))) {
            return Evidence.missing(
                    "decided only under topology "
                            + String.join(" or ", topologies.stream().sorted().toList())
                            + ", not "
                            + above.topology());
        }
        Evidence evidence =
                Evidence.of(estimate(above, below), names(above, below), basis(above, below));
        return evidence.obstacle().isEmpty()
                        && needsSaturation()
                        && !(above.saturated() && below.saturated())
                ? evidence.but("the server was not the limit in every run, so no capacity")
                : evidence;
    }

    /** Rates of replies are compared only as capacities. */
    private boolean needsSaturation() {
        return Selection.moreIsBetter(metric) && !"any".equals(limit);
    }

    private static Estimate estimate(Selection above, Selection below) {
        if (!above.campaign().equals(below.campaign())) {
            return Bootstrap.STANDARD.unpairedRatio(above.all(), below.all());
        }
        Map<Long, double[]> logarithms =
                above.byRepetition().keySet().stream()
                        .filter(below.byRepetition()::containsKey)
                        .collect(
                                Collectors.groupingBy(
                                        Repetition::group,
                                        TreeMap::new,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(),
                                                pairs -> logarithms(pairs, above, below))));
        return Bootstrap.STANDARD.ratio(
                logarithms.values().stream().mapToDouble(MEDIAN::evaluate).toArray());
    }

    private static double[] logarithms(List<Repetition> pairs, Selection above, Selection below) {
        return pairs.stream()
                .mapToDouble(
                        pair ->
                                Math.log(
                                        above.byRepetition().get(pair)
                                                / below.byRepetition().get(pair)))
                .toArray();
    }

    private static String names(Selection above, Selection below) {
        return above.campaign().equals(below.campaign())
                ? above.campaign()
                : above.campaign() + " " + below.campaign();
    }

    private String basis(Selection above, Selection below) {
        return "%s: %s %s / %s %s"
                .formatted(
                        metric,
                        above.label(),
                        Numbers.rounded(above.mean()),
                        below.label(),
                        Numbers.rounded(below.mean()));
    }
}
