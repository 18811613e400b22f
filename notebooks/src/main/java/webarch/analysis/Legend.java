package webarch.analysis;

import java.awt.Graphics2D;
import java.awt.font.GlyphVector;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * The legend of a figure: a row of samples above the panels, more rows where one is too narrow.
 * XChart's own would stand beside every panel or cover data.
 */
final class Legend {
    private static final int SAMPLE = 84;
    private static final int GAP = 10;
    private static final int BETWEEN = 24;
    private static final int ROW = 38;
    private static final int TOP = 8;

    private Legend() {}

    /** Paints at the top and returns the height it took. */
    static int paint(Graphics2D graphics, XYChart chart) {
        List<XYSeries> entries =
                chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).toList();
        double x = BETWEEN;
        int y = TOP;
        for (XYSeries entry : entries) {
            GlyphVector text = Paragraph.line(entry.getLabel(), PlotStyle.TEXT);
            double width = SAMPLE + GAP + text.getLogicalBounds().getWidth();
            if (x > BETWEEN && x + width > PlotStyle.COLUMN) {
                x = BETWEEN;
                y += ROW;
            }
            paint(graphics, entry, text, x, y);
            x += width + BETWEEN;
        }
        return y + ROW;
    }

    private static void paint(
            Graphics2D graphics, XYSeries entry, GlyphVector text, double x, int y) {
        double middle = y + ROW / 2.0;
        graphics.setColor(entry.getLineColor());
        graphics.setStroke(entry.getLineStyle());
        graphics.draw(new Line2D.Double(x, middle, x + SAMPLE, middle));
        entry.getMarker().paint(graphics, x + SAMPLE / 2.0, middle, PlotStyle.MARK_SIZE);
        graphics.setColor(PlotStyle.INK);
        double baseline = middle + PlotStyle.TEXT.getSize() * 0.36;
        graphics.fill(text.getOutline((float) (x + SAMPLE + GAP), (float) baseline));
    }
}
