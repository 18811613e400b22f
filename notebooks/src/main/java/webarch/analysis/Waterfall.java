package webarch.analysis;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one server costs more than another, step by step: each row begins where the one above has
 * ended, the first at zero, and the last is the sum.
 *
 * <pre>
 *             |
 *   larger    ████████──         the step, and its interval
 *   smaller   |     ███
 *   a - b     █████──
 *             |
 *             0
 * </pre>
 *
 * @param steps in the order of the rows
 * @param sum of the steps
 * @param title of the axis, with the unit
 */
record Waterfall(List<Step> steps, Step sum, String title) implements Part {
    /** What a category adds. */
    record Step(String label, Estimate change, Color colour) {
        String number() {
            return String.format(Locale.ROOT, "%+.2f", change.mean());
        }
    }

    private static final int LEFT = 12;
    private static final int TOP = 14;
    private static final int BAR = 26;
    private static final int ROW = 36;
    private static final int GAP = 14;
    private static final int CAP = 7;

    @Override
    public int paint(Graphics2D graphics) {
        double left = LEFT + GAP + widest(Step::label);
        double room = PlotStyle.COLUMN - left - widest(Step::number) - GAP - LEFT;
        Scale scale = scale(left, room);
        int y = TOP;
        double at = 0;
        for (Step step : steps) {
            row(graphics, step, at, scale, y);
            at += step.change.mean();
            y += ROW;
        }
        row(graphics, sum, 0, scale, y);
        y += ROW;
        graphics.setColor(PlotStyle.INK);
        graphics.setStroke(PlotStyle.HAIRLINE);
        graphics.draw(new Line2D.Double(scale.x(0), TOP - GAP / 2.0, scale.x(0), y));
        graphics.fill(Paragraph.line(title, PlotStyle.AXIS).getOutline(LEFT, y + BAR));
        return y + ROW + GAP;
    }

    /** From values to places. */
    private record Scale(double left, double perUnit, double low) {
        double x(double value) {
            return left + perUnit * (value - low);
        }
    }

    /** Over zero, every bar and every interval. */
    private Scale scale(double left, double room) {
        double least = 0;
        double most = 0;
        double at = 0;
        for (Step step : steps) {
            least = Math.min(least, at + low(step));
            most = Math.max(most, at + high(step));
            at += step.change.mean();
            least = Math.min(least, at);
            most = Math.max(most, at);
        }
        least = Math.min(least, low(sum));
        most = Math.max(most, high(sum));
        return new Scale(left, room / (most - least), least);
    }

    private static double low(Step step) {
        return step.change.hasInterval() ? step.change.low() : step.change.mean();
    }

    private static double high(Step step) {
        return step.change.hasInterval() ? step.change.high() : step.change.mean();
    }

    private double widest(Function<Step, String> text) {
        return Stream.concat(steps.stream(), Stream.of(sum))
                .map(text)
                .mapToDouble(Waterfall::width)
                .max()
                .orElseThrow();
    }

    private static double width(String text) {
        return Paragraph.line(text, PlotStyle.TEXT).getLogicalBounds().getWidth();
    }

    private static void row(Graphics2D graphics, Step step, double at, Scale scale, int y) {
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(step.label, PlotStyle.TEXT).getOutline(LEFT, y + 22));
        graphics.setColor(step.colour);
        double end = at + step.change.mean();
        double from = scale.x(Math.min(at, end));
        double to = scale.x(Math.max(at, end));
        graphics.fill(new Rectangle2D.Double(from, y, Math.max(1, to - from), BAR));
        if (step.change.hasInterval()) {
            ErrorBar.paint(
                    graphics,
                    scale.x(at + step.change.low()),
                    scale.x(at + step.change.high()),
                    y + BAR / 2.0,
                    CAP);
        }
        number(graphics, step.number(), y);
    }

    private static void number(Graphics2D graphics, String text, int y) {
        graphics.setColor(PlotStyle.INK);
        float x = (float) (PlotStyle.COLUMN - LEFT - width(text));
        graphics.fill(Paragraph.line(text, PlotStyle.TEXT).getOutline(x, y + 22));
    }
}
