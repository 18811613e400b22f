package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;

/** From runs to points: one for each subject and level of an axis that has a valid run. */
public final class Points {
    private Points() {}

    /** The points of all servers over the number of clients. */
    public static List<Point> of(Campaign campaign, Metric metric) {
        return of(campaign, metric, List.of());
    }

    /** The points of some servers over the number of clients. */
    public static List<Point> of(Campaign campaign, Metric metric, Collection<String> servers) {
        return of(campaign, metric, servers, Axis.CLIENTS);
    }

    /**
     * The points by subject, then by level.
     *
     * @param servers machine identifiers; empty for all
     * @throws UsageException if the campaign pools what must not be pooled, or has no valid run of
     *     these servers
     */
    public static List<Point> of(
            Campaign campaign, Metric metric, Collection<String> servers, Axis axis) {
        Conditions.requireOneBut(campaign, axis);
        Map<Subject, Map<Double, Sample>> samples = new TreeMap<>();
        for (Row run : campaign.validRuns()) {
            double level = axis.level(run);
            if (!Double.isNaN(level)
                    && (servers.isEmpty() || servers.contains(run.getString("server")))) {
                samples.computeIfAbsent(axis.subject(run), _ -> new TreeMap<>())
                        .computeIfAbsent(level, _ -> new Sample())
                        .add(run, metric);
            }
        }
        if (samples.isEmpty()) {
            throw new UsageException(
                    "%s: no valid run of %s"
                            .formatted(
                                    campaign.folder().resolve(Campaign.FILE),
                                    servers.isEmpty() ? "any server" : String.join(", ", servers)));
        }
        Map<Subject, Subject> shown = Subject.besideEachOther(samples.keySet());
        List<Point> points = new ArrayList<>();
        samples.forEach(
                (subject, levels) ->
                        levels.forEach(
                                (level, sample) ->
                                        points.add(sample.point(shown.get(subject), level))));
        return List.copyOf(points);
    }

    /** The points by subject, each subject's by level. */
    static Map<Subject, List<Point>> bySubject(List<Point> points) {
        return points.stream()
                .collect(Collectors.groupingBy(Point::subject, TreeMap::new, Collectors.toList()));
    }

    /** The runs of one subject at one level while they are gathered. */
    private static final class Sample {
        private final List<Double> values = new ArrayList<>();
        private int runs;
        private int saturated;

        void add(Row run, Metric metric) {
            runs++;
            if (run.getString("saturation").equals("saturated")) {
                saturated++;
            }
            double value = metric.value(run);
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }

        Point point(Subject subject, double level) {
            double[] sample = values.stream().mapToDouble(Double::doubleValue).toArray();
            return new Point(subject, level, Bootstrap.STANDARD.mean(sample), runs, saturated);
        }
    }
}
