package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.knowm.xchart.XYChart;

/**
 * Lines over an axis, a panel a metric; where the campaign has runs under several conditions, the
 * panels of each under a caption.
 */
final class LineFigure {
    private static final int PANEL_HEIGHT = 450;
    private static final int LOWER_HEIGHT = 330;
    private static final int TITLE_HEIGHT = 50;

    /** Of a panel that is not one of several lower ones, when the axis below it has no title. */
    static final int LEAST_HEIGHT = PANEL_HEIGHT - TITLE_HEIGHT;

    private final Collection<String> servers;
    private final Function<Campaign, List<Metric>> metrics;
    private final List<Part> parts = new ArrayList<>();
    private final List<Point> shown = new ArrayList<>();
    private String over = "";
    private String left = "";

    private LineFigure(Collection<String> servers, Function<Campaign, List<Metric>> metrics) {
        this.servers = servers;
        this.metrics = metrics;
    }

    /**
     * Over what the runs were loaded with.
     *
     * @param load the axis of the runs under one condition
     * @param metrics of these runs, a panel each
     */
    static Figure of(
            Function<Campaign, Axis> load,
            String name,
            String title,
            Campaign campaign,
            Collection<String> servers,
            Function<Campaign, List<Metric>> metrics) {
        LineFigure figure = new LineFigure(servers, metrics);
        for (ConditionPart part : campaign.parts()) {
            figure.add(part, load.apply(part.campaign()));
        }
        return figure.named(name, title, campaign);
    }

    /** Over a condition, each configuration at the load at which it answers most. */
    static Figure over(
            Axis axis,
            String name,
            String title,
            Campaign campaign,
            Collection<String> servers,
            List<Metric> metrics) {
        LineFigure figure = new LineFigure(servers, _ -> metrics);
        figure.add(new ConditionPart("", AtPeak.of(campaign)), axis);
        return figure.named(name, title, campaign);
    }

    private void add(ConditionPart part, Axis axis) {
        Campaign campaign = part.campaign();
        Set<Subject> lines = Strongest.of(campaign, servers, axis);
        List<Metric> wanted = metrics.apply(campaign);
        List<Metric> measured =
                wanted.stream().filter(metric -> metric.isMeasuredIn(campaign)).toList();
        List<XYChart> panels = new ArrayList<>();
        for (Metric metric : measured.isEmpty() ? wanted.subList(0, 1) : measured) {
            List<Point> points =
                    Points.of(campaign, metric, servers, axis).stream()
                            .filter(point -> lines.contains(point.subject()))
                            .toList();
            boolean last = metric.equals(measured.getLast());
            boolean lower = measured.size() > 2 && !metric.equals(measured.getFirst());
            int height = lower ? LOWER_HEIGHT : PANEL_HEIGHT;
            panels.add(Panel.of(points, metric, axis, last, last ? height : height - TITLE_HEIGHT));
            shown.addAll(points);
        }
        if (!part.condition().isEmpty()) {
            parts.add(new Caption(part.condition()));
        }
        parts.add(new Lines(panels));
        over = axis.title().toLowerCase(Locale.ROOT);
        long all = subjects(campaign, axis);
        if (lines.size() < all) {
            left = " Shown are the best %d of %d configurations.".formatted(lines.size(), all);
        }
    }

    private long subjects(Campaign campaign, Axis axis) {
        return campaign.validRuns().stream()
                .map(axis::subject)
                .filter(of -> servers.isEmpty() || servers.contains(of.server()))
                .distinct()
                .count();
    }

    private Figure named(String name, String title, Campaign campaign) {
        return new Figure(
                name,
                "%s against %s. %s".formatted(title, over, campaign.line()),
                List.copyOf(parts),
                Footer.of(campaign, Footer.reading(shown) + " " + Footer.hollow(campaign) + left));
    }
}
