package webarch.analysis;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From one server's cost to another's, step by step: each row begins where the one above has ended.
 *
 * <pre>
 *   b          ████████████
 *   larger                 ██──      the step, and its interval
 *   smaller             ███
 *   a          █████████
 * </pre>
 *
 * @param from label and value of the server at which it begins
 * @param steps in the order of the rows
 * @param to label and value of the server at which it ends
 * @param title of the axis, with the unit
 */
record Waterfall(
        Map.Entry<String, Double> from,
        List<Step> steps,
        Map.Entry<String, Double> to,
        String title)
        implements Part {
    /** What a category adds. */
    record Step(String label, Estimate change, Color colour) {}

    private static final int LEFT = 12;
    private static final int TOP = 14;
    private static final int BAR = 26;
    private static final int ROW = 36;
    private static final int GAP = 14;
    private static final int NUMBER = 96;
    private static final Color END = new Color(0x333333);
    private static final double SMALLEST_START = 0.05;

    @Override
    public int paint(Graphics2D graphics) {
        double left = LEFT + GAP + widestLabel();
        double room = PlotStyle.COLUMN - left - NUMBER;
        Scale scale = scale(left, room);
        int y = TOP;
        row(graphics, from.getKey(), scale.low, from.getValue(), END, scale, y);
        number(graphics, String.format(Locale.ROOT, "%.2f", from.getValue()), y);
        double at = from.getValue();
        for (Step step : steps) {
            y += ROW;
            row(graphics, step.label, at, at + step.change.mean(), step.colour, scale, y);
            interval(graphics, at, step.change, scale, y);
            number(graphics, String.format(Locale.ROOT, "%+.2f", step.change.mean()), y);
            at += step.change.mean();
        }
        y += ROW;
        row(graphics, to.getKey(), scale.low, to.getValue(), END, scale, y);
        number(graphics, String.format(Locale.ROOT, "%.2f", to.getValue()), y);
        y += ROW;
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(title, PlotStyle.AXIS).getOutline((float) left, y + BAR));
        return y + ROW + GAP;
    }

    /** From values to places; where it begins, if not at zero, is said in the title. */
    private record Scale(double left, double perUnit, double low) {
        double x(double value) {
            return left + perUnit * (value - low);
        }
    }

    private Scale scale(double left, double room) {
        double at = from.getValue();
        double least = Math.min(at, to.getValue());
        double most = Math.max(at, to.getValue());
        for (Step step : steps) {
            at += step.change.mean();
            double high = step.change.hasInterval() ? step.change.high() : step.change.mean();
            least = Math.min(least, at);
            most = Math.max(most, Math.max(at, at - step.change.mean() + high));
        }
        double span = most - least;
        double low = Math.max(0, least - SMALLEST_START * least - span / 4);
        return new Scale(left, room / (most - low), low);
    }

    /** The value at the left edge. */
    double begin() {
        return scale(0, 1).low;
    }

    private double widestLabel() {
        return steps.stream()
                .map(Step::label)
                .mapToDouble(Waterfall::width)
                .reduce(Math.max(width(from.getKey()), width(to.getKey())), Math::max);
    }

    private static double width(String text) {
        return Paragraph.line(text, PlotStyle.TEXT).getLogicalBounds().getWidth();
    }

    private static void row(
            Graphics2D graphics,
            String label,
            double begin,
            double end,
            Color colour,
            Scale scale,
            int y) {
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(label, PlotStyle.TEXT).getOutline(LEFT, y + 22));
        graphics.setColor(colour);
        double from = scale.x(Math.min(begin, end));
        double to = scale.x(Math.max(begin, end));
        graphics.fill(new Rectangle2D.Double(from, y, Math.max(1, to - from), BAR));
    }

    private static void interval(
            Graphics2D graphics, double at, Estimate change, Scale scale, int y) {
        if (change.hasInterval()) {
            double middle = y + BAR / 2.0;
            graphics.setColor(PlotStyle.INK);
            graphics.setStroke(PlotStyle.INTERVAL);
            graphics.draw(
                    new Line2D.Double(
                            scale.x(at + change.low()),
                            middle,
                            scale.x(at + change.high()),
                            middle));
        }
    }

    private static void number(Graphics2D graphics, String text, int y) {
        graphics.setColor(PlotStyle.INK);
        float x = (float) (PlotStyle.COLUMN - LEFT - width(text));
        graphics.fill(Paragraph.line(text, PlotStyle.TEXT).getOutline(x, y + 22));
    }
}
