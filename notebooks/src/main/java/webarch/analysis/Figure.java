package webarch.analysis;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Parts one below the other and a footer, as one vector picture.
 *
 * @param name of its file, without extension
 * @param title what it shows, for those who cannot see it
 * @param parts from top to bottom
 * @param footer its origin and how to read it, one paragraph a line
 */
public record Figure(String name, String title, List<Part> parts, List<String> footer) {
    private static final int MARGIN = 12;
    private static final int LINE = 33;

    /** The picture as SVG text without XML prolog, the same bytes for the same data. */
    public String svg() {
        PlotStyle.requireFont();
        VectorGraphics2D graphics = new ScalableText();
        int y = 0;
        for (Part part : parts) {
            graphics.translate(0, y);
            int height = part.paint(graphics);
            graphics.translate(0, -y);
            y += height;
        }
        y = paintFooter(graphics, y);
        return Svg.tidy(render(graphics, y), PlotStyle.COLUMN, y, title);
    }

    /** The same picture; what its footer says is to be said beside it. */
    public Figure withoutFooter() {
        return new Figure(name, title, parts, List.of());
    }

    /** Writes {@code NAME.svg} into the folder. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".svg"), svg());
    }

    /** The charts in it, from top to bottom. */
    List<XYChart> charts() {
        return parts.stream()
                .filter(Lines.class::isInstance)
                .flatMap(part -> ((Lines) part).panels().stream())
                .toList();
    }

    private int paintFooter(VectorGraphics2D graphics, int top) {
        graphics.setColor(PlotStyle.FAINT_INK);
        int y = top;
        for (String paragraph : footer) {
            Font font =
                    paragraph.startsWith(Footer.PRELIMINARY) ? PlotStyle.STRONG : PlotStyle.TEXT;
            for (GlyphVector line :
                    Paragraph.wrap(paragraph, font, PlotStyle.COLUMN - 2 * MARGIN)) {
                y += LINE;
                graphics.fill(line.getOutline(MARGIN, y));
            }
        }
        return y + MARGIN;
    }

    private static String render(VectorGraphics2D graphics, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Processors.get("svg")
                    .getDocument(graphics.getCommands(), new PageSize(PlotStyle.COLUMN, height))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Measures text unhinted, so that the layout does not depend on the machine's settings. */
    static final class ScalableText extends VectorGraphics2D {
        @Override
        public FontRenderContext getFontRenderContext() {
            return Paragraph.CONTEXT;
        }
    }
}
