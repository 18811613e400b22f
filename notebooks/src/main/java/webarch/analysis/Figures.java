package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The figures. Each takes a campaign and the servers to show, an empty list for all of them. */
public final class Figures {
    static final String PRELIMINARY = "PRELIMINARY";
    private static final int PANEL_HEIGHT = 450;
    private static final int TITLE_HEIGHT = 50;

    private Figures() {}

    /** Every figure that {@code webarch figures} writes. */
    public static List<Figure> all(Campaign campaign) {
        return List.of(throughput(campaign, List.of()), cpuPerRequest(campaign, List.of()));
    }

    /** Replies per second and Mbit/s against the number of clients. */
    public static Figure throughput(Campaign campaign, Collection<String> servers) {
        return figure(
                "throughput",
                "Replies per second and throughput against the number of clients",
                campaign,
                servers,
                List.of(Metric.REPLIES, Metric.THROUGHPUT));
    }

    /** CPU time of the server per request against the number of clients. */
    public static Figure cpuPerRequest(Campaign campaign, Collection<String> servers) {
        return metric(campaign, servers, Metric.CPU);
    }

    /** Any metric against the number of clients. */
    public static Figure metric(Campaign campaign, Collection<String> servers, Metric metric) {
        String name =
                metric.equals(Metric.CPU) ? "cpu-per-request" : metric.column().replace('_', '-');
        return figure(
                name,
                metric.label() + " against the number of clients",
                campaign,
                servers,
                List.of(metric));
    }

    private static Figure figure(
            String name,
            String title,
            Campaign campaign,
            Collection<String> servers,
            List<Metric> metrics) {
        List<List<Point>> points =
                metrics.stream().map(metric -> Points.of(campaign, metric, servers)).toList();
        return new Figure(
                name,
                title + ". " + campaign.line(),
                panels(metrics, points),
                footer(campaign, points.getFirst()));
    }

    /** The clients' axis is named once, under the last panel. */
    private static List<XYChart> panels(List<Metric> metrics, List<List<Point>> points) {
        List<XYChart> panels = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            boolean last = i == metrics.size() - 1;
            panels.add(
                    Panel.of(
                            points.get(i),
                            metrics.get(i),
                            last ? "Number of clients" : "",
                            last ? PANEL_HEIGHT : PANEL_HEIGHT - TITLE_HEIGHT));
        }
        return panels;
    }

    private static List<String> footer(Campaign campaign, List<Point> points) {
        List<String> footer = new ArrayList<>();
        if (campaign.preliminary()) {
            footer.add(PRELIMINARY + " (SCALE " + campaign.scale() + ")");
        }
        footer.add(reading(campaign, points));
        footer.add(
                "Campaign %s, SCALE %s; %s; %s; workload %s."
                        .formatted(
                                campaign.name(),
                                campaign.scale(),
                                campaign.machine(),
                                campaign.topology(),
                                campaign.workload()));
        return footer;
    }

    private static String reading(Campaign campaign, List<Point> points) {
        IntSummaryStatistics runs = points.stream().mapToInt(Point::runs).summaryStatistics();
        String count =
                runs.getMin() == runs.getMax()
                        ? String.valueOf(runs.getMax())
                        : runs.getMin() + " to " + runs.getMax();
        boolean someWithout = runs.getMin() < Estimate.FEWEST_FOR_INTERVAL;
        return "Mean and 95 % bootstrap interval of "
                + count
                + " server processes"
                + (someWithout ? " (no bar below " + Estimate.FEWEST_FOR_INTERVAL + ")" : "")
                + (campaign.topology().startsWith("colocated")
                        ? ". Hollow: server and load shared a CPU, no capacity claimed."
                        : ". Hollow: server not saturated, no capacity claimed.");
    }
}
