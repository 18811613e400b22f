package webarch.analysis;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One metric along an axis, a line a subject.
 *
 * <p>A line is up to three series of the chart, painted in this order: its intervals, the line with
 * filled marks, and hollow marks over those points from which no capacity may be claimed. Doublings
 * are plotted as binary logarithms, since XChart's own logarithmic axis has ticks at powers of ten
 * only.
 */
final class Panel {
    /** Half the width of an interval's end stroke, as a part of the axis. */
    private static final double CAP = 0.011;

    /** The least distance of ticks, and that of doublings as a part of the room for all of them. */
    private static final int TICK_SPACING = 74;

    private static final double DOUBLING = 0.6;

    /** The room for ticks where the lines are named beside the panel, and between two labels. */
    private static final double NARROWEST = 490;

    private static final int TICK_GAP = 9;

    /** Nearer to two doublings than to one or to five, whether the panel is narrow or not. */
    private static final double EVERY_OTHER = 1200;

    private Panel() {}

    /** The axis is named if {@code titled}: once, under the last of several panels. */
    static XYChart of(List<Point> points, Metric metric, Axis axis, boolean titled, int height) {
        XYChart chart = new XYChart(PlotStyle.COLUMN, height);
        PlotStyle.apply(chart);
        chart.setYAxisTitle(metric.label());
        chart.setXAxisTitle(axis.title());
        chart.getStyler().setXAxisTitleVisible(titled);
        Places places = Places.of(points, axis);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(places::tick);
        double end = places.end();
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(end);
        if (axis.form() == Axis.Form.DOUBLINGS) {
            chart.getStyler().setXAxisTickMarkSpacingHint(tickSpacing(places));
        }
        bound(chart, ends(points));
        Map<Subject, List<Point>> lines = Points.bySubject(points);
        Map<Subject, LineStyle> styles = LineStyle.of(lines.keySet());
        lines.forEach(
                (subject, line) ->
                        addIntervals(chart, subject, line, places, CAP * end, styles.get(subject)));
        lines.forEach(
                (subject, line) -> addLine(chart, subject, line, places, styles.get(subject)));
        lines.forEach(
                (subject, line) -> addHollow(chart, subject, line, places, styles.get(subject)));
        return chart;
    }

    /**
     * The same with a logarithmic axis of the metric, from one power of ten to another; all that is
     * plotted is above zero. It is the logarithms that are plotted, since XChart's own axis has
     * lines at every multiple of a power.
     */
    static XYChart logarithmic(
            List<Point> points, Metric metric, Axis axis, boolean titled, int height) {
        List<Point> logarithms = points.stream().map(Panel::logarithm).toList();
        XYChart chart = of(logarithms, metric, axis, titled, height);
        DoubleSummaryStatistics ends = ends(logarithms);
        chart.getStyler().setYAxisMin(Math.floor(ends.getMin()));
        chart.getStyler().setYAxisMax(Math.floor(ends.getMax()) + 1);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Panel::powerOfTen);
        return chart;
    }

    /** So that every doubling has a tick, or every other one where their labels would touch. */
    private static int tickSpacing(Places places) {
        double label =
                Paragraph.line(places.tick(places.end()), PlotStyle.TEXT)
                        .getLogicalBounds()
                        .getWidth();
        return NARROWEST / places.end() < label + TICK_GAP
                ? (int) (EVERY_OTHER / places.end())
                : Math.max(TICK_SPACING, (int) (DOUBLING * PlotStyle.COLUMN / places.end()));
    }

    /** Zero is on the axis, and so are all points and the ends of their intervals. */
    private static void bound(XYChart chart, DoubleSummaryStatistics ends) {
        double least = Math.min(0, ends.getMin());
        chart.getStyler().setYAxisMin(least);
        if (ends.getMax() <= 0) {
            chart.getStyler().setYAxisMax(least < 0 ? 0.0 : 1.0);
        }
    }

    /** Of means and intervals; infinite, from high to low, where there are none. */
    private static DoubleSummaryStatistics ends(List<Point> points) {
        return points.stream()
                .map(Point::estimate)
                .flatMapToDouble(e -> DoubleStream.of(e.mean(), e.low(), e.high()))
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
    }

    private static Point logarithm(Point point) {
        Estimate of = point.estimate();
        return new Point(
                point.subject(),
                point.level(),
                new Estimate(
                        of.n(), Math.log10(of.mean()), Math.log10(of.low()), Math.log10(of.high())),
                point.runs(),
                point.saturatedRuns());
    }

    private static String powerOfTen(double logarithm) {
        return logarithm == Math.rint(logarithm)
                ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, logarithm))
                : "";
    }

    static String intervalsOf(Subject subject) {
        return subject.plainLabel() + " intervals";
    }

    static String hollowOf(Subject subject) {
        return subject.plainLabel() + " not saturated";
    }

    private static void addLine(
            XYChart chart, Subject subject, List<Point> line, Places places, LineStyle style) {
        List<Point> shown = line.stream().filter(Panel::hasMean).toList();
        if (shown.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(subject.plainLabel(), xs(shown, places), means(shown));
        series.setLabel(subject.label());
        series.setLineColor(style.colour());
        series.setLineStyle(style.line());
        series.setMarker(new Mark(style.mark(), false));
        series.setMarkerColor(style.colour());
    }

    private static void addHollow(
            XYChart chart, Subject subject, List<Point> line, Places places, LineStyle style) {
        List<Point> shown =
                line.stream()
                        .filter(Panel::hasMean)
                        .filter(Predicate.not(Point::saturated))
                        .toList();
        if (shown.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(hollowOf(subject), xs(shown, places), means(shown));
        series.setShowInLegend(false);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(new Mark(style.mark(), true));
        series.setMarkerColor(style.colour());
    }

    /**
     * Intervals are not symmetrical, XChart's error bars are; so they are drawn as one line that is
     * interrupted (a NaN) between points.
     */
    private static void addIntervals(
            XYChart chart,
            Subject subject,
            List<Point> line,
            Places places,
            double cap,
            LineStyle style) {
        List<Point> shown = line.stream().filter(p -> p.estimate().hasInterval()).toList();
        if (shown.isEmpty()) {
            return;
        }
        double[] x = new double[shown.size() * 7];
        double[] y = new double[x.length];
        int at = 0;
        for (Point point : shown) {
            double centre = places.of(point);
            double low = point.estimate().low();
            double high = point.estimate().high();
            double[] xs = {centre - cap, centre + cap, centre, centre, centre - cap, centre + cap};
            double[] ys = {low, low, low, high, high, high};
            System.arraycopy(xs, 0, x, at, xs.length);
            System.arraycopy(ys, 0, y, at, ys.length);
            x[at + xs.length] = centre;
            y[at + xs.length] = Double.NaN;
            at += xs.length + 1;
        }
        XYSeries series = chart.addSeries(intervalsOf(subject), x, y);
        series.setShowInLegend(false);
        series.setLineColor(style.colour());
        series.setLineStyle(PlotStyle.INTERVAL);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static boolean hasMean(Point point) {
        return point.estimate().n() > 0;
    }

    private static double[] xs(List<Point> points, Places places) {
        return points.stream().mapToDouble(places::of).toArray();
    }

    private static double[] means(List<Point> points) {
        return points.stream().mapToDouble(point -> point.estimate().mean()).toArray();
    }

    /**
     * Where points stand. XChart has ticks at whole numbers only if the axis begins at zero; so an
     * axis of doublings is moved until its first tick is there.
     */
    private record Places(Axis axis, double begin, double end) {
        static Places of(List<Point> points, Axis axis) {
            DoubleSummaryStatistics positions =
                    points.stream()
                            .mapToDouble(point -> axis.position(point.level()))
                            .summaryStatistics();
            if (axis.form() == Axis.Form.LINEAR || points.isEmpty()) {
                return new Places(axis, 0, points.isEmpty() ? 1 : positions.getMax());
            }
            double begin = Math.floor(positions.getMin());
            return new Places(axis, begin, Math.max(1, Math.ceil(positions.getMax()) - begin));
        }

        double of(Point point) {
            return axis.position(point.level()) - begin;
        }

        String tick(double place) {
            return axis.tick(place + begin);
        }
    }
}
