package webarch.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** An interval over a bar: dark, with a light edge, so that it is seen on any colour. */
final class ErrorBar {
    private static final BasicStroke EDGE =
            new BasicStroke(
                    PlotStyle.INTERVAL.getLineWidth() + 4,
                    BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND);

    private ErrorBar() {}

    /**
     * Paints a horizontal one.
     *
     * @param cap half the length of its ends
     */
    static void paint(Graphics2D graphics, double low, double high, double y, double cap) {
        Path2D path = new Path2D.Double();
        path.append(new Line2D.Double(low, y, high, y), false);
        path.append(new Line2D.Double(low, y - cap, low, y + cap), false);
        path.append(new Line2D.Double(high, y - cap, high, y + cap), false);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(EDGE);
        graphics.draw(path);
        graphics.setColor(PlotStyle.INK);
        graphics.setStroke(PlotStyle.INTERVAL);
        graphics.draw(path);
    }
}
