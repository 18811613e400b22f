package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The figures. Each takes a campaign and the servers to show, an empty list for all of them. */
public final class Figures {
    private static final int PANEL_HEIGHT = 450;
    private static final int TITLE_HEIGHT = 50;

    private Figures() {}

    /** Every figure that {@code webarch figures} writes. */
    public static List<Figure> all(Origin origin) {
        return origin instanceof Campaign campaign
                ? List.of(throughput(campaign, List.of()), cpuPerRequest(campaign, List.of()))
                : List.of();
    }

    /** Replies per second and Mbit/s against the number of clients. */
    public static Figure throughput(Campaign campaign, Collection<String> servers) {
        return lines(
                "throughput",
                "Replies per second and throughput against the number of clients",
                campaign,
                servers,
                Axis.CLIENTS,
                List.of(Metric.REPLIES, Metric.THROUGHPUT));
    }

    /** CPU time of the server per request against the number of clients. */
    public static Figure cpuPerRequest(Campaign campaign, Collection<String> servers) {
        return metric(campaign, servers, Metric.CPU);
    }

    /** Any metric against the number of clients. */
    public static Figure metric(Campaign campaign, Collection<String> servers, Metric metric) {
        String name = metric.equals(Metric.CPU) ? "cpu-per-request" : metric.fileName();
        return lines(
                name,
                metric.label() + " against the number of clients",
                campaign,
                servers,
                Axis.CLIENTS,
                List.of(metric));
    }

    private static Figure lines(
            String name,
            String title,
            Campaign campaign,
            Collection<String> servers,
            Axis axis,
            List<Metric> metrics) {
        List<List<Point>> points =
                metrics.stream().map(metric -> Points.of(campaign, metric, servers, axis)).toList();
        return new Figure(
                name,
                title + ". " + campaign.line(),
                List.of(new Lines(panels(metrics, points, axis))),
                Footer.ofPoints(campaign, points.getFirst()));
    }

    /** The axis is named once, under the last panel. */
    private static List<XYChart> panels(List<Metric> metrics, List<List<Point>> points, Axis axis) {
        List<XYChart> panels = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            boolean last = i == metrics.size() - 1;
            panels.add(
                    Panel.of(
                            points.get(i),
                            metrics.get(i),
                            axis,
                            last,
                            last ? PANEL_HEIGHT : PANEL_HEIGHT - TITLE_HEIGHT));
        }
        return panels;
    }
}
