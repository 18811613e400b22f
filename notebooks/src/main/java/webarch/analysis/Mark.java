package webarch.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
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
        TRIANGLE_DOWN,
        TRIANGLE_LEFT,
        TRIANGLE_RIGHT,
        STAR,
        PLUS,
        SALTIRE,
        HOURGLASS,
        BOWTIE
    }

    /** The inner radius of a star over its outer one, and the width of a cross over its length. */
    private static final double STAR_WAIST = 0.45;

    private static final double ARM = 0.36;

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
        Shape shape = shape(form, x, y, size / 2.0);
        Color colour = graphics.getColor();
        if (hollow) {
            graphics.setColor(Color.WHITE);
        }
        graphics.fill(shape);
        graphics.setColor(colour);
        graphics.setStroke(OUTLINE);
        graphics.draw(shape);
    }

    static Shape shape(Form form, double x, double y, double radius) {
        return switch (form) {
            case CIRCLE -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            case SQUARE -> {
                double half = 0.886 * radius;
                yield new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
            }
            case DIAMOND -> polygon(x, y, radius * 1.253, 4, -90);
            case TRIANGLE -> polygon(x, y, radius * 1.555, 3, -90);
            case TRIANGLE_DOWN -> polygon(x, y, radius * 1.555, 3, 90);
            case TRIANGLE_LEFT -> polygon(x, y, radius * 1.555, 3, 180);
            case TRIANGLE_RIGHT -> polygon(x, y, radius * 1.555, 3, 0);
            case STAR -> star(x, y, radius * 1.54);
            case PLUS -> cross(x, y, radius * 1.154, 0);
            case SALTIRE -> cross(x, y, radius * 1.154, 45);
            case HOURGLASS -> twoTriangles(x, y, radius * 1.253, 0);
            case BOWTIE -> twoTriangles(x, y, radius * 1.253, 90);
        };
    }

    private static Shape star(double x, double y, double radius) {
        double[] radii = new double[10];
        double[] degrees = new double[radii.length];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = i % 2 == 0 ? radius : STAR_WAIST * radius;
            degrees[i] = -90 + 36.0 * i;
        }
        return closed(x, y, radii, degrees);
    }

    private static Shape cross(double x, double y, double half, double turned) {
        Rectangle2D bar = new Rectangle2D.Double(-half, -ARM * half, 2 * half, 2 * ARM * half);
        Area cross = new Area(bar);
        cross.add(
                new Area(AffineTransform.getQuadrantRotateInstance(1).createTransformedShape(bar)));
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(Math.toRadians(turned));
        return place.createTransformedShape(cross);
    }

    /** Above each other and point to point, or, turned by 90 degrees, beside each other. */
    private static Shape twoTriangles(double x, double y, double half, double turned) {
        double corner = half * Math.sqrt(2);
        return closed(
                x,
                y,
                new double[] {corner, corner, 0, corner, corner, 0},
                new double[] {turned - 135, turned - 45, 0, turned + 45, turned + 135, 0});
    }

    private static Shape polygon(double x, double y, double radius, int corners, double start) {
        double[] radii = new double[corners];
        double[] degrees = new double[corners];
        for (int i = 0; i < corners; i++) {
            radii[i] = radius;
            degrees[i] = start + 360.0 * i / corners;
        }
        return closed(x, y, radii, degrees);
    }

    private static Shape closed(double x, double y, double[] radii, double[] degrees) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < radii.length; i++) {
            double angle = Math.toRadians(degrees[i]);
            double px = x + radii[i] * Math.cos(angle);
            double py = y + radii[i] * Math.sin(angle);
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
