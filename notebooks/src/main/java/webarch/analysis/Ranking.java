package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Every configuration at that load at which it answers most, the best first. */
final class Ranking {
    private Ranking() {}

    static Figure of(
            String name,
            String title,
            Campaign campaign,
            Collection<String> servers,
            Metric metric) {
        List<Part> parts = new ArrayList<>();
        List<Point> all = new ArrayList<>();
        for (ConditionPart part : AtPeak.of(campaign).parts()) {
            List<Point> points =
                    Points.of(part.campaign(), metric, servers, Axis.of(part.campaign())).stream()
                            .filter(point -> point.estimate().n() > 0)
                            .sorted(order(metric))
                            .toList();
            if (!part.condition().isEmpty()) {
                parts.add(new Caption(part.condition()));
            }
            parts.add(plot(points, metric));
            all.addAll(points);
        }
        return new Figure(
                name, title + ". " + campaign.line(), parts, Footer.ofPoints(campaign, all));
    }

    private static Comparator<Point> order(Metric metric) {
        Comparator<Point> ascending = Comparator.comparingDouble(point -> point.estimate().mean());
        return metric.moreIsBetter() ? ascending.reversed() : ascending;
    }

    private static DotPlot plot(List<Point> points, Metric metric) {
        return new DotPlot(
                metric.label(),
                points.stream()
                        .map(
                                point ->
                                        new DotPlot.Dot(
                                                point.subject().label().replace(" --", " "),
                                                point.estimate(),
                                                LineStyle.ofServer(point.subject().server()),
                                                !point.saturated()))
                        .toList(),
                0,
                Double.NaN);
    }
}
