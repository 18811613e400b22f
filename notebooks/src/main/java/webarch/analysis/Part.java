package webarch.analysis;

import java.awt.Graphics2D;

/** A part of a figure. */
interface Part {
    /** Paints from the origin down, as wide as a column, and returns the height it took. */
    int paint(Graphics2D graphics);
}
