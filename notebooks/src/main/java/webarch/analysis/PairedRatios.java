package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import tech.tablesaw.api.Row;

/**
 * Warm servers that were loaded in alternation: what each spends on a request, over what the first
 * one spends in the same round.
 *
 * @param connections clients of each server
 * @param first the one that the others are compared to
 * @param ratios of the others that have a valid slice in the same round as the first, in order
 */
public record PairedRatios(long connections, Subject first, List<Of> ratios) {
    private static final Median MEDIAN = Median.withDefaults();

    /**
     * One server's.
     *
     * @param ratio over the launches, each with the median of its rounds' log ratios
     * @param saturated whether the CPUs were the limit of it and of the first server
     */
    public record Of(Subject subject, Estimate ratio, boolean saturated) {}

    /** One for each number of clients. */
    public static List<PairedRatios> of(PairedCampaign campaign) {
        List<PairedRatios> levels = new ArrayList<>();
        values(campaign)
                .forEach(
                        (connections, subjects) ->
                                levels.add(level(campaign, connections, subjects)));
        return List.copyOf(levels);
    }

    private static PairedRatios level(
            PairedCampaign campaign,
            long connections,
            Map<Subject, Map<Long, Map<Long, Double>>> values) {
        Subject first = values.keySet().iterator().next();
        boolean firstSaturated = campaign.saturated(connections, first);
        return new PairedRatios(
                connections,
                first,
                values.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(first))
                        .map(
                                entry ->
                                        new Of(
                                                entry.getKey(),
                                                ratio(entry.getValue(), values.get(first)),
                                                firstSaturated
                                                        && campaign.saturated(
                                                                connections, entry.getKey())))
                        .filter(of -> of.ratio().n() > 0)
                        .toList());
    }

    private static Estimate ratio(
            Map<Long, Map<Long, Double>> of, Map<Long, Map<Long, Double>> to) {
        return Bootstrap.STANDARD.ratio(
                of.entrySet().stream()
                        .map(
                                launch ->
                                        logarithms(
                                                launch.getValue(),
                                                to.getOrDefault(launch.getKey(), Map.of())))
                        .filter(rounds -> rounds.length > 0)
                        .mapToDouble(MEDIAN::evaluate)
                        .toArray());
    }

    private static double[] logarithms(Map<Long, Double> of, Map<Long, Double> to) {
        return of.keySet().stream()
                .filter(to::containsKey)
                .mapToDouble(round -> Math.log(of.get(round) / to.get(round)))
                .toArray();
    }

    /** CPU per request by number of clients, subject, launch and round. */
    private static Map<Long, Map<Subject, Map<Long, Map<Long, Double>>>> values(
            PairedCampaign campaign) {
        Map<Long, Map<Subject, Map<Long, Map<Long, Double>>>> values = new TreeMap<>();
        for (Row slice : campaign.validSlices()) {
            if (!slice.isMissing(Metric.CPU.column())) {
                values.computeIfAbsent(slice.getLong("connections"), _ -> new TreeMap<>())
                        .computeIfAbsent(Subject.ofSlice(slice), _ -> new TreeMap<>())
                        .computeIfAbsent(slice.getLong("launch"), _ -> new TreeMap<>())
                        .put(slice.getLong("round"), slice.getDouble(Metric.CPU.column()));
            }
        }
        return values;
    }
}
