package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tech.tablesaw.api.Row;

/**
 * How many more replies a configuration gives with the most CPUs than with the fewest, each time
 * where it answers most.
 *
 * @param subject the configuration
 * @param fewest CPUs
 * @param most CPUs
 * @param ratio of the replies per second
 */
public record Scaling(Subject subject, long fewest, long most, Estimate ratio) {

    /** Of each configuration that ran on two numbers of CPUs or more. */
    public static List<Scaling> of(Campaign campaign) {
        Map<Subject, NavigableMap<Double, List<Double>>> replies = new TreeMap<>();
        for (Row run : AtPeak.of(campaign).validRuns()) {
            replies.computeIfAbsent(Axis.CPUS.subject(run), _ -> new TreeMap<>())
                    .computeIfAbsent(Axis.CPUS.level(run), _ -> new ArrayList<>())
                    .add(Metric.REPLIES.value(run));
        }
        List<Scaling> all = new ArrayList<>();
        replies.forEach(
                (subject, cpus) -> {
                    if (cpus.size() > 1) {
                        all.add(between(subject, cpus.firstEntry(), cpus.lastEntry()));
                    }
                });
        return List.copyOf(all);
    }

    /** In words: a line a configuration. */
    public static String sentence(Campaign campaign) {
        List<Scaling> all = of(campaign);
        if (all.isEmpty()) {
            throw new UsageException(
                    campaign.folder().resolve(Campaign.FILE)
                            + ": no configuration ran on two numbers of CPUs");
        }
        return String.join("\n", all.stream().map(Scaling::sentence).toList());
    }

    private String sentence() {
        return "%s: on %d CPUs %s times the replies per second that it gives on %d."
                .formatted(
                        subject.label(),
                        most,
                        Numbers.estimate(ratio.mean(), ratio.low(), ratio.high()),
                        fewest);
    }

    private static Scaling between(
            Subject subject,
            Map.Entry<Double, List<Double>> few,
            Map.Entry<Double, List<Double>> many) {
        return new Scaling(
                subject,
                Math.round(few.getKey()),
                Math.round(many.getKey()),
                Bootstrap.STANDARD.unpairedRatio(values(many.getValue()), values(few.getValue())));
    }

    private static double[] values(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
