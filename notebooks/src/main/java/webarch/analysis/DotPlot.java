package webarch.analysis;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One estimate a row: its name to the left, a dot with its interval, and the number to the right.
 *
 * <pre>
 *   µserver            |      |--o--|           12.3
 *   Knot --carriers 2  |         |---o---|      13.9
 *                      +------+------+------+
 *                      0      5      10     15
 *                          title of the axis
 * </pre>
 *
 * @param axis its title, with the unit
 * @param rows from top to bottom
 * @param base where the axis begins at the latest: zero where lengths are compared
 * @param mark a value that is marked by a line, NaN for none
 */
record DotPlot(String axis, List<Dot> rows, double base, double mark) implements Part {
    /**
     * A row.
     *
     * @param hollow whether no capacity may be claimed from it
     */
    record Dot(String name, Estimate estimate, LineStyle style, boolean hollow) {}

    private static final int ROW = 44;
    private static final int TOP = 8;
    private static final int BOTTOM = 84;
    private static final int LEFT = 12;
    private static final int GAP = 16;
    private static final int NUMBER = 120;
    private static final int CAP = 9;
    private static final double WIDEST_NAME = 0.57 * PlotStyle.COLUMN;
    private static final int TICK = 120;
    private static final int MOST_STEPS = 4;

    @Override
    public int paint(Graphics2D graphics) {
        double left = LEFT + names() + GAP;
        double right = PlotStyle.COLUMN - NUMBER;
        Ticks ticks = ticks((int) ((right - left) / TICK));
        Scale scale = new Scale(ticks.low(), ticks.high(), left, right);
        int bottom = TOP + rows.size() * ROW;
        paintAxis(graphics, ticks, scale, bottom);
        for (int i = 0; i < rows.size(); i++) {
            paint(graphics, rows.get(i), scale, TOP + i * ROW + ROW / 2.0);
        }
        return bottom + BOTTOM;
    }

    private void paintAxis(Graphics2D graphics, Ticks ticks, Scale scale, int bottom) {
        graphics.setStroke(PlotStyle.HAIRLINE);
        for (double tick : ticks.values()) {
            double x = scale.of(tick);
            graphics.setColor(PlotStyle.GRID);
            graphics.draw(new Line2D.Double(x, TOP, x, bottom));
            graphics.setColor(PlotStyle.INK);
            Paragraph.centred(graphics, ticks.label(tick), PlotStyle.TEXT, x, bottom + 30);
        }
        if (!Double.isNaN(mark)) {
            double x = scale.of(mark);
            graphics.setColor(PlotStyle.FAINT_INK);
            graphics.setStroke(PlotStyle.INTERVAL);
            graphics.draw(new Line2D.Double(x, TOP, x, bottom));
        }
        graphics.setColor(PlotStyle.INK);
        double middle = (scale.left() + scale.right()) / 2;
        Paragraph.centred(graphics, axis, PlotStyle.AXIS, middle, bottom + 66);
    }

    private static void paint(Graphics2D graphics, Dot row, Scale scale, double y) {
        graphics.setColor(PlotStyle.INK);
        double baseline = y + PlotStyle.TEXT.getSize() * 0.36;
        graphics.fill(
                Paragraph.fitting(row.name, PlotStyle.TEXT, WIDEST_NAME)
                        .getOutline(LEFT, (float) baseline));
        Estimate estimate = row.estimate;
        graphics.fill(
                Paragraph.line(Numbers.rounded(estimate.mean()), PlotStyle.TEXT)
                        .getOutline((float) scale.right() + GAP, (float) baseline));
        if (estimate.n() == 0) {
            return;
        }
        graphics.setColor(row.style.colour());
        if (estimate.hasInterval()) {
            double low = scale.of(estimate.low());
            double high = scale.of(estimate.high());
            graphics.setStroke(PlotStyle.INTERVAL);
            graphics.draw(new Line2D.Double(low, y, high, y));
            graphics.draw(new Line2D.Double(low, y - CAP, low, y + CAP));
            graphics.draw(new Line2D.Double(high, y - CAP, high, y + CAP));
        }
        new Mark(row.style.mark(), row.hollow)
                .paint(graphics, scale.of(estimate.mean()), y, PlotStyle.MARK_SIZE);
    }

    private double names() {
        return rows.stream()
                .mapToDouble(
                        row ->
                                Paragraph.fitting(row.name, PlotStyle.TEXT, WIDEST_NAME)
                                        .getLogicalBounds()
                                        .getWidth())
                .max()
                .orElse(0);
    }

    private Ticks ticks(int room) {
        double[] values =
                rows.stream()
                        .map(Dot::estimate)
                        .flatMapToDouble(e -> DoubleStream.of(e.mean(), e.low(), e.high(), mark))
                        .filter(value -> !Double.isNaN(value))
                        .toArray();
        double least = DoubleStream.of(values).min().orElse(0);
        double most = DoubleStream.of(values).max().orElse(1);
        return Ticks.over(
                Math.min(base, least), Math.max(base, most), Math.clamp(room, 1, MOST_STEPS));
    }

    /** From values to units on paper. */
    private record Scale(double low, double high, double left, double right) {
        double of(double value) {
            return left + (value - low) / (high - low) * (right - left);
        }
    }
}
