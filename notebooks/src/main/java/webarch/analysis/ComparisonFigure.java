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
 */
final class ComparisonFigure {
    private static final Median MEDIAN = Median.withDefaults();

    private ComparisonFigure() {}

    static Figure of(PairedCampaign campaign) {
        List<Part> parts = new ArrayList<>();
        Subject first = null;
        Map<Long, Map<Subject, Map<Long, Map<Long, Double>>>> byClients = values(campaign);
        for (var level : byClients.entrySet()) {
            first = level.getValue().keySet().iterator().next();
            if (byClients.size() > 1) {
                parts.add(new Caption(level.getKey() + " clients"));
            }
            parts.add(plot(level.getValue(), first));
        }
        return new Figure(
                "comparison",
                "CPU per request relative to one server. " + campaign.line(),
                parts,
                Footer.of(
                        campaign,
                        "Paired ratios of warm servers loaded in alternation: mean over the launches of"
                                + " their median, with 95 % bootstrap interval. Right of the line:"
                                + " dearer than "
                                + (first == null ? "-" : first.label())
                                + "."));
    }

    private static DotPlot plot(Map<Subject, Map<Long, Map<Long, Double>>> values, Subject first) {
        List<DotPlot.Dot> dots = new ArrayList<>();
        values.forEach(
                (subject, launches) -> {
                    if (!subject.equals(first)) {
                        dots.add(
                                new DotPlot.Dot(
                                        subject.label(),
                                        ratio(launches, values.get(first)),
                                        LineStyle.ofServer(subject.server()),
                                        false));
                    }
                });
        return new DotPlot("CPU per request / that of " + first.label(), dots, 1, 1);
    }

    /** Over the launches, each with the median of its rounds' log ratios. */
    private static Estimate ratio(
            Map<Long, Map<Long, Double>> of, Map<Long, Map<Long, Double>> to) {
        return Bootstrap.STANDARD.ratio(
                of.entrySet().stream()
                        .filter(launch -> to.containsKey(launch.getKey()))
                        .mapToDouble(
                                launch ->
                                        MEDIAN.evaluate(
                                                logarithms(
                                                        launch.getValue(),
                                                        to.get(launch.getKey()))))
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
        for (Row slice : campaign.slices()) {
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
