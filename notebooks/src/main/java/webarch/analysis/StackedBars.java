package webarch.analysis;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A horizontal bar for each server, its segments the categories, in the order of the legend below.
 *
 * @param bars from top to bottom
 * @param colours of the categories, in the order in which they are stacked
 * @param title of the axis, with the unit
 */
record StackedBars(List<Bar> bars, Map<String, Color> colours, String title) implements Part {
    /** A server: its name, the value of each category, and their sum with its interval. */
    record Bar(String label, Map<String, Double> values, Estimate sum) {
        double end() {
            return sum.hasInterval() ? sum.high() : sum.mean();
        }
    }

    private static final int LEFT = 12;
    private static final int TOP = 14;
    private static final int BAR = 40;
    private static final int ROW = 54;
    private static final int GAP = 14;
    private static final int TOTAL = 84;
    private static final int CAP = 6;
    private static final int LEGEND_ROW = 34;
    private static final int LEGEND_COLUMNS = 3;
    private static final int SWATCH = 24;
    private static final int SMALLEST_LABELLED = 44;

    @Override
    public int paint(Graphics2D graphics) {
        double left = LEFT + GAP + widestLabel();
        double width = PlotStyle.COLUMN - left - TOTAL;
        double largest = bars.stream().mapToDouble(Bar::end).max().orElse(1);
        int y = TOP;
        for (Bar bar : bars) {
            text(graphics, bar.label, LEFT, y);
            double x = left;
            for (Map.Entry<String, Color> category : colours.entrySet()) {
                double value = bar.values.getOrDefault(category.getKey(), 0.0);
                double length = width * value / largest;
                segment(graphics, category.getValue(), x, y, length, value);
                // What is left of a sum may be below nothing, and takes no room then.
                x += Math.max(0, length);
            }
            if (bar.sum.hasInterval()) {
                double low = left + width * bar.sum.low() / largest;
                double high = left + width * bar.sum.high() / largest;
                ErrorBar.paint(graphics, low, high, y + BAR - CAP, CAP - 1);
                x = Math.max(x, high);
            }
            text(graphics, Numbers.rounded(bar.sum.mean()), x + GAP, y);
            y += ROW;
        }
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(title, PlotStyle.AXIS).getOutline((float) left, y + BAR / 2f));
        return legend(graphics, y + ROW);
    }

    private double widestLabel() {
        return bars.stream().mapToDouble(bar -> width(bar.label)).max().orElse(0);
    }

    private static double width(String text) {
        return Paragraph.line(text, PlotStyle.TEXT).getLogicalBounds().getWidth();
    }

    private static void segment(
            Graphics2D graphics, Color colour, double x, int y, double length, double value) {
        if (length <= 0) {
            return;
        }
        graphics.setColor(colour);
        graphics.fill(new Rectangle2D.Double(x, y, length, BAR));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(PlotStyle.HAIRLINE);
        graphics.draw(new Line2D.Double(x + length, y, x + length, y + BAR));
        if (length > SMALLEST_LABELLED) {
            graphics.setColor(isDark(colour) ? Color.WHITE : PlotStyle.INK);
            String number = String.format(Locale.ROOT, "%.1f", value);
            float middle = (float) (x + (length - width(number)) / 2);
            graphics.fill(Paragraph.line(number, PlotStyle.TEXT).getOutline(middle, y + 29));
        }
    }

    private static boolean isDark(Color colour) {
        return 0.3 * colour.getRed() + 0.59 * colour.getGreen() + 0.11 * colour.getBlue() < 140;
    }

    private static void text(Graphics2D graphics, String text, double x, int y) {
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(text, PlotStyle.TEXT).getOutline((float) x, y + 29));
    }

    /** Down the columns, in the order of the stack. */
    private int legend(Graphics2D graphics, int top) {
        List<Map.Entry<String, Color>> entries = new ArrayList<>(colours.entrySet());
        int rows = (entries.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
        double column = (PlotStyle.COLUMN - LEFT) / (double) LEGEND_COLUMNS;
        for (int i = 0; i < entries.size(); i++) {
            int nth = i / rows;
            double x = LEFT + nth * column;
            int y = top + i % rows * LEGEND_ROW;
            graphics.setColor(entries.get(i).getValue());
            graphics.fill(new Rectangle2D.Double(x, y, SWATCH, SWATCH));
            graphics.setColor(PlotStyle.INK);
            graphics.fill(
                    Paragraph.line(entries.get(i).getKey(), PlotStyle.TEXT)
                            .getOutline((float) x + SWATCH + 8, y + 21));
        }
        return top + rows * LEGEND_ROW + GAP;
    }
}
