package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;

/** From runs to points: one for each subject and number of clients that has a valid run. */
public final class Points {
    private Points() {}

    /** The points of all servers, by subject, then by number of clients. */
    public static List<Point> of(Campaign campaign, Metric metric) {
        return of(campaign, metric, List.of());
    }

    /**
     * The points of some servers.
     *
     * @param servers machine identifiers; empty for all
     * @throws UsageException if the campaign pools what must not be pooled, or has no valid run of
     *     these servers
     */
    public static List<Point> of(Campaign campaign, Metric metric, Collection<String> servers) {
        campaign.topology();
        campaign.workload();
        requireClosedLoop(campaign);
        Map<Subject, Map<Integer, Sample>> samples = new TreeMap<>();
        for (Row run : campaign.validRuns()) {
            if (servers.isEmpty() || servers.contains(run.getString("server"))) {
                samples.computeIfAbsent(subject(run), _ -> new TreeMap<>())
                        .computeIfAbsent(connections(run), _ -> new Sample())
                        .add(run, metric);
            }
        }
        if (samples.isEmpty()) {
            throw new UsageException(
                    "%s: no valid run of %s"
                            .formatted(
                                    campaign.folder().resolve("runs.csv"),
                                    servers.isEmpty() ? "any server" : String.join(", ", servers)));
        }
        List<Point> points = new ArrayList<>();
        samples.forEach(
                (subject, levels) ->
                        levels.forEach(
                                (connections, sample) ->
                                        points.add(sample.point(subject, connections))));
        return List.copyOf(points);
    }

    /** A point is a number of clients; under a rate of sessions that says how many there may be. */
    private static void requireClosedLoop(Campaign campaign) {
        if (campaign.runs().column("session_rate").countMissing() < campaign.runs().rowCount()) {
            throw new UsageException(
                    "%s: has runs at a session_rate; figures over clients need connections"
                            .formatted(campaign.folder().resolve("runs.csv")));
        }
    }

    /** The points by subject, each subject's by number of clients. */
    static Map<Subject, List<Point>> bySubject(List<Point> points) {
        return points.stream()
                .collect(Collectors.groupingBy(Point::subject, TreeMap::new, Collectors.toList()));
    }

    private static Subject subject(Row run) {
        return new Subject(run.getString("server"), run.getString("options"));
    }

    private static int connections(Row run) {
        return Math.toIntExact(run.getLong("connections"));
    }

    /** The runs of one subject under one number of clients while they are gathered. */
    private static final class Sample {
        private final List<Double> values = new ArrayList<>();
        private int runs;
        private int saturated;

        void add(Row run, Metric metric) {
            runs++;
            if (run.getString("saturation").equals("saturated")) {
                saturated++;
            }
            if (!run.isMissing(metric.column())) {
                values.add(run.getNumber(metric.column()));
            }
        }

        Point point(Subject subject, int connections) {
            double[] sample = values.stream().mapToDouble(Double::doubleValue).toArray();
            return new Point(
                    subject, connections, Bootstrap.STANDARD.mean(sample), runs, saturated);
        }
    }
}
