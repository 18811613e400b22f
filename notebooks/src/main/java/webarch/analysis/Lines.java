package webarch.analysis;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Panels of lines below their legend, which is the same for all.
 *
 * @param panels from top to bottom
 */
record Lines(List<XYChart> panels) implements Part {
    @Override
    public int paint(Graphics2D graphics) {
        alignAxes();
        int y = Legend.paint(graphics, panels.getFirst());
        for (XYChart panel : panels) {
            graphics.translate(0, y);
            panel.paint(graphics, panel.getWidth(), panel.getHeight());
            graphics.translate(0, -y);
            y += panel.getHeight();
        }
        return y;
    }

    /** Gives every panel the left margin of the widest, so that their axes stand in one line. */
    private void alignAxes() {
        double widest = 0;
        for (XYChart panel : panels) {
            panel.paint(new Figure.ScalableText(), panel.getWidth(), panel.getHeight());
            widest = Math.max(widest, panel.getYAxisLeftWidth());
        }
        for (XYChart panel : panels) {
            panel.getStyler().setYAxisLeftWidthHint((int) Math.ceil(widest));
        }
    }
}
