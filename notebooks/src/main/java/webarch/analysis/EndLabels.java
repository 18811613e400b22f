package webarch.analysis;

import java.awt.Graphics2D;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/**
 * The names of a panel's lines beside their right ends, in place of a legend. Where lines end close
 * to each other the names are moved apart, in the order of the lines; each has its line's mark.
 *
 * <pre>
 *   ---o-----o   o µserver
 *   ---^-----^   ^ Knot
 *
 *   ---+-----+   + Netty
 * </pre>
 *
 * @param labels from top to bottom
 */
record EndLabels(List<Label> labels) {
    /** What the names may take of the width of a figure at most. */
    static final int MOST_ROOM = 200;

    /** The distance of two names. */
    static final int ROW = 32;

    /** A name that is farther from its line's end than this does not stand beside it. */
    private static final double FARTHEST = 1.5 * ROW;

    private static final double ROUNDING = 1e-6;
    private static final int GAP = 6;
    private static final int MARK = 31;

    /**
     * A name.
     *
     * @param y its middle
     */
    record Label(XYSeries line, GlyphVector name, double y) {
        /** What it covers, from the right edge of the panel. */
        Rectangle2D bounds() {
            double width = GAP + MARK + name.getLogicalBounds().getWidth();
            double height = PlotStyle.TEXT.getSize();
            return new Rectangle2D.Double(0, y - height / 2, width, height);
        }
    }

    /** How much of the width the names of the lines take. */
    static int room(List<XYChart> panels) {
        double widest =
                panels.stream()
                        .flatMap(panel -> lines(panel).stream())
                        .mapToDouble(line -> name(line).getLogicalBounds().getWidth())
                        .max()
                        .orElse(0);
        return (int) Math.ceil(GAP + MARK + widest + GAP);
    }

    /** Of a panel that has been painted; none where the names cannot stand beside the ends. */
    static Optional<EndLabels> of(XYChart panel) {
        List<XYSeries> lines =
                lines(panel).stream()
                        .sorted(Comparator.comparingDouble(line -> end(panel, line)))
                        .toList();
        if (lines.stream().mapToDouble(EndLabels::lastPlace).distinct().count() > 1) {
            return Optional.empty();
        }
        double[] ends = lines.stream().mapToDouble(line -> end(panel, line)).toArray();
        double[] places = spread(ends, panel.getHeight());
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            if (Math.abs(places[i] - ends[i]) > FARTHEST) {
                return Optional.empty();
            }
            labels.add(new Label(lines.get(i), name(lines.get(i)), places[i]));
        }
        return Optional.of(new EndLabels(List.copyOf(labels)));
    }

    /**
     * Places a row apart, within the height, of names that had rather stand elsewhere. Names that
     * would touch form a group, which stands about the middle of what its members want.
     *
     * @param wanted in ascending order
     */
    static double[] spread(double[] wanted, double height) {
        double[] places = wanted.clone();
        for (int last = 1; last < places.length; last++) {
            int first = last;
            while (first > 0 && places[first] < places[first - 1] + ROW) {
                first = start(places, first - 1);
                stack(places, wanted, first, last);
            }
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(places[i], ROW / 2.0 + i * ROW);
        }
        for (int i = places.length - 1; i >= 0; i--) {
            int below = places.length - 1 - i;
            places[i] = Math.min(places[i], height - ROW / 2.0 - below * ROW);
        }
        return places;
    }

    /** The first of the group that this one is in. */
    private static int start(double[] places, int member) {
        int first = member;
        while (first > 0 && places[first] - places[first - 1] <= ROW + ROUNDING) {
            first--;
        }
        return first;
    }

    private static void stack(double[] places, double[] wanted, int first, int last) {
        double middle = Arrays.stream(wanted, first, last + 1).average().orElseThrow();
        for (int i = first; i <= last; i++) {
            places[i] = middle + (i - (first + last) / 2.0) * ROW;
        }
    }

    /** Paints beside a panel whose right edge is at {@code left}. */
    void paint(Graphics2D graphics, double left) {
        for (Label label : labels) {
            graphics.setColor(label.line.getMarkerColor());
            label.line
                    .getMarker()
                    .paint(graphics, left + GAP + MARK / 2.0, label.y, PlotStyle.MARK_SIZE);
            graphics.setColor(PlotStyle.INK);
            double baseline = label.y + PlotStyle.TEXT.getSize() * 0.36;
            graphics.fill(label.name.getOutline((float) (left + GAP + MARK), (float) baseline));
        }
    }

    private static List<XYSeries> lines(XYChart panel) {
        return panel.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).toList();
    }

    private static GlyphVector name(XYSeries line) {
        return Paragraph.line(line.getLabel(), PlotStyle.TEXT);
    }

    private static double lastPlace(XYSeries line) {
        return line.getXData()[line.getXData().length - 1];
    }

    /** Where a line ends, from the top of the panel. */
    private static double end(XYChart panel, XYSeries line) {
        XYStyler style = panel.getStyler();
        int hint = style.getXAxisTickMarkSpacingHint();
        // Of an axis shorter than this hint, which is the other's, XChart only knows the middle.
        style.setXAxisTickMarkSpacingHint(1);
        double y = panel.getScreenYFromChart(line.getYData()[line.getYData().length - 1]);
        style.setXAxisTickMarkSpacingHint(hint);
        return y;
    }
}
