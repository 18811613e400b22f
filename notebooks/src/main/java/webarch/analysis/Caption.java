package webarch.analysis;

import java.awt.Graphics2D;

/**
 * A line of text above the parts it is about.
 *
 * @param text short enough for one line
 */
record Caption(String text) implements Part {
    private static final int HEIGHT = 42;
    private static final int BASELINE = 30;
    private static final int LEFT = 12;

    @Override
    public int paint(Graphics2D graphics) {
        graphics.setColor(PlotStyle.INK);
        graphics.fill(Paragraph.line(text, PlotStyle.STRONG).getOutline(LEFT, BASELINE));
        return HEIGHT;
    }
}
