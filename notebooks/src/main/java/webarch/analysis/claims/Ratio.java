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
import webarch.analysis.Metric;
import webarch.analysis.Numbers;

/**
 * One side's metric over the other's.
 *
 * <p>Within a campaign both sides are paired, by block of runs or by round of a launch of warm
 * servers, so that what the machine did to both cancels. Estimated is the mean, over blocks or
 * launches, of the logarithm of the pairs' ratio, of a launch the median over its rounds. Sides of
 * two campaigns are not paired.
 *
 * <p>A side that is {@code at: same} is taken under the load of the other, which then is at its
 * peak among the loads that both have.
 *
 * @param metric a column, or {@code COLUMN/COLUMN}
 * @param of above the line
 * @param to below it
 * @param limit {@code any} where it decides although the servers' CPUs were not the limit
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

    Ratio {
        Metric.of(metric);
        if (to.at().equals(Side.SAME)) {
            throw new IllegalArgumentException("at 'same': only the side 'of' can be that");
        }
    }

    /** The same metric of the same two sides, measured another way. */
    Ratio under(Sensitivity.Setting setting) {
        return new Ratio(metric, of.under(setting), to.under(setting), limit, topologies);
    }

    @Override
    public Evidence of(CampaignCollection campaigns, String plan) {
        Candidates ofs = Candidates.of(campaigns, of, plan, metric);
        Candidates tos = Candidates.of(campaigns, to, plan, metric);
        if (of.at().equals(Side.SAME) && !ofs.all().isEmpty()) {
            tos = tos.under(ofs.loads());
            ofs = ofs.under(tos.chosen().map(Selection::load).stream().collect(Collectors.toSet()));
        }
        Optional<Selection> above = ofs.chosen();
        Optional<Selection> below = tos.chosen();
        return above.isPresent() && below.isPresent()
                ? evidence(above.get(), below.get())
                : Evidence.missing(below.isEmpty() ? tos.gap() : ofs.gap());
    }

    private Evidence evidence(Selection above, Selection below) {
        String topology = above.campaign().topology();
        if (topologies != null
                && !topologies.containsAll(List.of(topology, below.campaign().topology()))) {
            return Evidence.missing(
                    "decided only under topology "
                            + String.join(" or ", topologies.stream().sorted().toList())
                            + ", not "
                            + topology);
        }
        Evidence evidence =
                Evidence.of(estimate(above, below), names(above, below), basis(above, below));
        return evidence.obstacle().isEmpty() && !"any".equals(limit)
                ? Capacity.obstacle(of, above)
                        .or(() -> Capacity.obstacle(to, below))
                        .map(evidence::but)
                        .orElse(evidence)
                : evidence;
    }

    private static Estimate estimate(Selection above, Selection below) {
        if (!areOfOneCampaign(above, below)) {
            return Bootstrap.STANDARD.unpairedRatio(above.all(), below.all());
        }
        Map<Repetition, Double> ofs = above.byRepetition();
        Map<Repetition, Double> tos = below.byRepetition();
        Map<Long, double[]> logarithms =
                ofs.keySet().stream()
                        .filter(tos::containsKey)
                        .collect(
                                Collectors.groupingBy(
                                        Repetition::group,
                                        TreeMap::new,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(),
                                                pairs -> logarithms(pairs, ofs, tos))));
        return Bootstrap.STANDARD.ratio(
                logarithms.values().stream().mapToDouble(MEDIAN::evaluate).toArray());
    }

    private static double[] logarithms(
            List<Repetition> pairs, Map<Repetition, Double> ofs, Map<Repetition, Double> tos) {
        return pairs.stream()
                .mapToDouble(pair -> Math.log(ofs.get(pair) / tos.get(pair)))
                .toArray();
    }

    private static boolean areOfOneCampaign(Selection above, Selection below) {
        return above.campaign().name().equals(below.campaign().name());
    }

    private static String names(Selection above, Selection below) {
        return areOfOneCampaign(above, below)
                ? above.campaign().name()
                : above.campaign().name() + " " + below.campaign().name();
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
