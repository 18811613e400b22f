package webarch.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What a reply costs in each second of the measured window, from {@code seconds.csv} of the runs at
 * each server's peak: a server that is still warming up has a line that falls.
 */
final class SecondBySecond {
    static final String FILE = "seconds.csv";

    /** In the same form as a metric of runs. */
    private static final Metric COST = new Metric("server_cpu_s", "replies", "CPU per reply (µs)");

    private static final Axis SECOND =
            new Axis("second", "Second of the measured window", 1, Axis.Form.LINEAR);
    private static final double MICROSECONDS = 1e6;

    private SecondBySecond() {}

    static Figure of(Campaign campaign, Collection<String> servers) {
        List<Part> parts = new ArrayList<>();
        List<Point> shown = new ArrayList<>();
        for (ConditionPart part : campaign.parts()) {
            List<Point> all = points(AtPeak.of(part.campaign()), servers);
            if (!all.isEmpty()) {
                List<Point> points = strongest(all, part.campaign(), servers);
                if (!part.condition().isEmpty()) {
                    parts.add(new Caption(part.condition()));
                }
                XYChart panel = Panel.of(points, COST, SECOND, true, LineFigure.LEAST_HEIGHT);
                parts.add(new Lines(List.of(panel)));
                shown.addAll(points);
            }
        }
        if (parts.isEmpty()) {
            throw new UsageException(
                    campaign.folder() + ": no run at a peak has a " + FILE + " beside it");
        }
        return new Figure(
                "second-by-second",
                "CPU per reply in each second of the window, at each server's peak. "
                        + campaign.line(),
                parts,
                Footer.ofPoints(campaign, shown));
    }

    private static List<Point> strongest(
            List<Point> points, Campaign campaign, Collection<String> servers) {
        Set<Subject> lines =
                Strongest.of(campaign, servers, Axis.of(campaign)).stream()
                        .map(Subject::identity)
                        .collect(Collectors.toSet());
        return points.stream().filter(point -> lines.contains(point.subject().identity())).toList();
    }

    private static List<Point> points(Campaign campaign, Collection<String> servers) {
        Map<Subject, Map<Integer, List<Double>>> costs = new TreeMap<>();
        Map<Subject, List<Boolean>> saturated = new TreeMap<>();
        for (Row run : campaign.runs()) {
            Path file =
                    campaign.folder()
                            .resolve("runs")
                            .resolve(run.getString("run_id"))
                            .resolve(FILE);
            if ((servers.isEmpty() || servers.contains(run.getString("server")))
                    && Files.exists(file)) {
                Subject subject = Subject.of(run);
                saturated
                        .computeIfAbsent(subject, _ -> new ArrayList<>())
                        .add(run.getString("saturation").equals("saturated"));
                List<Double> seconds = costs(CsvFile.read(file, Schema.SECONDS));
                for (int i = 0; i < seconds.size(); i++) {
                    if (!seconds.get(i).isNaN()) {
                        costs.computeIfAbsent(subject, _ -> new TreeMap<>())
                                .computeIfAbsent(i + 1, _ -> new ArrayList<>())
                                .add(seconds.get(i));
                    }
                }
            }
        }
        Map<Subject, Subject> beside = Subject.besideEachOther(costs.keySet());
        List<Point> points = new ArrayList<>();
        costs.forEach(
                (subject, seconds) ->
                        seconds.forEach(
                                (second, values) ->
                                        points.add(
                                                point(
                                                        beside.get(subject),
                                                        second,
                                                        values,
                                                        saturated.get(subject)))));
        return points;
    }

    private static Point point(
            Subject subject, int second, List<Double> values, List<Boolean> saturated) {
        return new Point(
                subject,
                second,
                Bootstrap.STANDARD.mean(values.stream().mapToDouble(Double::doubleValue).toArray()),
                saturated.size(),
                (int) saturated.stream().filter(is -> is).count());
    }

    /** Of the seconds of the window, in order; NaN for one without a reply. */
    private static List<Double> costs(Table seconds) {
        List<Double> costs = new ArrayList<>();
        for (Row second : seconds) {
            if (second.getString("phase").equals("measured")) {
                long replies = second.getLong("replies");
                costs.add(
                        replies > 0
                                ? MICROSECONDS * second.getDouble("server_cpu_s") / replies
                                : Double.NaN);
            }
        }
        return costs;
    }
}
