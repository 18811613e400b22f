package webarch.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/**
 * A data point's mark: filled where the server was saturated, hollow where it was not. The forms
 * have equal areas, so that none looks more important.
 */
final class Mark extends Marker {

    /** Told apart in grey and at 7 pt. */
    enum Form {
        CIRCLE,
        TRIANGLE,
        SQUARE,
        DIAMOND,
        TRIANGLE_DOWN
    }

    private static final BasicStroke OUTLINE = new BasicStroke(4f);

    private final Form form;
    private final boolean hollow;

    Mark(Form form, boolean hollow) {
        this.form = form;
        this.hollow = hollow;
    }

    /** Paints in the series' colour, which XChart has set. */
    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
        Shape shape = shape(x, y, size / 2.0);
        Color colour = graphics.getColor();
        if (hollow) {
            graphics.setColor(Color.WHITE);
        }
        graphics.fill(shape);
        graphics.setColor(colour);
        graphics.setStroke(OUTLINE);
        graphics.draw(shape);
    }

    private Shape shape(double x, double y, double radius) {
        return switch (form) {
            case CIRCLE -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            case SQUARE -> {
                double half = 0.886 * radius;
                yield new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
            }
            case DIAMOND -> polygon(x, y, radius * 1.253, 4, -90);
            case TRIANGLE -> polygon(x, y, radius * 1.555, 3, -90);
            case TRIANGLE_DOWN -> polygon(x, y, radius * 1.555, 3, 90);
        };
    }

    private static Shape polygon(double x, double y, double radius, int corners, double start) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(start + 360.0 * i / corners);
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }
}
