package webarch.analysis;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at spaces. */
final class Paragraph {
    /** Anti-aliased and with fractional advances: glyphs scale without hinting. */
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Paragraph() {}

    /** The lines, each at most {@code width} wide unless a single word is wider. */
    static List<GlyphVector> wrap(String text, Font font, double width) {
        List<GlyphVector> lines = new ArrayList<>();
        String words = "";
        for (String word : text.split(" ", -1)) {
            String longer = words.isEmpty() ? word : words + " " + word;
            if (!words.isEmpty() && line(longer, font).getLogicalBounds().getWidth() > width) {
                lines.add(line(words, font));
                words = word;
            } else {
                words = longer;
            }
        }
        lines.add(line(words, font));
        return lines;
    }

    /** The text, or as much of it as fits, with dots behind it. */
    static GlyphVector fitting(String text, Font font, double width) {
        String shown = text;
        while (line(shown, font).getLogicalBounds().getWidth() > width) {
            shown = shown.substring(0, shown.length() - 2).stripTrailing() + "…";
        }
        return line(shown, font);
    }

    /** Fills the text so that its middle is at {@code x}. */
    static void centred(Graphics2D graphics, String text, Font font, double x, double baseline) {
        GlyphVector line = line(text, font);
        double left = x - line.getLogicalBounds().getWidth() / 2;
        graphics.fill(line.getOutline((float) left, (float) baseline));
    }

    static GlyphVector line(String text, Font font) {
        return font.createGlyphVector(CONTEXT, text);
    }
}
