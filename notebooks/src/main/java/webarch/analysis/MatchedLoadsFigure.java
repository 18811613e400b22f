package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;

/**
 * A metric of closed and open loop over what both have in common, the replies per second: a panel a
 * configuration. The metric's axis is logarithmic, since near the peak the loops part by factors.
 */
final class MatchedLoadsFigure {
    private static final int PANEL_HEIGHT = 450;
    private static final int TITLE_HEIGHT = 50;
    private static final Axis THROUGHPUT =
            new Axis("replies_per_s", "Replies per second", 1, Axis.Form.LINEAR);

    private MatchedLoadsFigure() {}

    static Figure of(Campaign campaign, Collection<String> servers, Metric metric) {
        List<MatchedLoads> all =
                MatchedLoads.of(campaign, metric).stream()
                        .filter(of -> servers.isEmpty() || servers.contains(of.subject().server()))
                        .toList();
        if (all.isEmpty()) {
            throw new UsageException(
                    campaign.folder().resolve(Campaign.FILE)
                            + ": no configuration was loaded both by clients that wait and by"
                            + " sessions that arrive");
        }
        List<Part> parts = new ArrayList<>();
        List<Point> shown = new ArrayList<>();
        double most =
                all.stream()
                        .flatMap(of -> of.points().stream())
                        .mapToDouble(Point::level)
                        .max()
                        .orElse(1);
        for (MatchedLoads of : all) {
            List<Point> points = of.points();
            boolean last = of.equals(all.getLast());
            XYChart panel =
                    Panel.logarithmic(
                            points,
                            metric,
                            THROUGHPUT,
                            last,
                            last ? PANEL_HEIGHT : PANEL_HEIGHT - TITLE_HEIGHT);
            panel.getStyler().setXAxisMax(most);
            parts.add(new Caption(of.subject().label()));
            parts.add(new Lines(List.of(panel)));
            shown.addAll(points);
        }
        return new Figure(
                "open-closed-" + metric.fileName(),
                metric.label()
                        + " of closed and open loop against replies per second. "
                        + campaign.line(),
                List.copyOf(parts),
                Footer.of(
                        campaign,
                        Footer.reading(shown) + " " + loads(all) + " " + Footer.hollow(campaign)));
    }

    /** What the points stand for; of the open loop the plan says it. */
    private static String loads(List<MatchedLoads> all) {
        String clients =
                all.stream()
                        .flatMap(of -> of.closed().keySet().stream())
                        .map(LoadLevel::connections)
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return "Means are geometric. Closed loop, in the order of the line: "
                + clients
                + " clients. Compare at equal replies per second.";
    }
}
