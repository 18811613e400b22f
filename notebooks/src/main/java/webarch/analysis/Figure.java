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
 * Panels one below the other and a footer, as one vector picture.
 *
 * @param name of its file, without extension
 * @param title what it shows, for those who cannot see it
 * @param panels from top to bottom
 * @param footer its origin and how to read it, one paragraph a line
 */
public record Figure(String name, String title, List<XYChart> panels, List<String> footer) {
    private static final int MARGIN = 12;
    private static final int LINE = 33;

    /** The picture as SVG text without XML prolog, the same bytes for the same data. */
    public String svg() {
        PlotStyle.requireFont();
        alignAxes();
        VectorGraphics2D graphics = new ScalableText();
        int y = Legend.paint(graphics, panels.getFirst());
        for (XYChart panel : panels) {
            graphics.translate(0, y);
            panel.paint(graphics, panel.getWidth(), panel.getHeight());
            graphics.translate(0, -y);
            y += panel.getHeight();
        }
        y = paintFooter(graphics, y);
        return Svg.tidy(render(graphics, y), PlotStyle.COLUMN, y, title);
    }

    /** Writes {@code NAME.svg} into the folder. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".svg"), svg());
    }

    /** Gives every panel the left margin of the widest, so that their axes stand in one line. */
    private void alignAxes() {
        double widest = 0;
        for (XYChart panel : panels) {
            panel.paint(new ScalableText(), panel.getWidth(), panel.getHeight());
            widest = Math.max(widest, panel.getYAxisLeftWidth());
        }
        for (XYChart panel : panels) {
            panel.getStyler().setYAxisLeftWidthHint((int) Math.ceil(widest));
        }
    }

    private int paintFooter(VectorGraphics2D graphics, int top) {
        graphics.setColor(PlotStyle.FAINT_INK);
        int y = top;
        for (String paragraph : footer) {
            Font font =
                    paragraph.startsWith(Figures.PRELIMINARY) ? PlotStyle.STRONG : PlotStyle.TEXT;
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
    private static final class ScalableText extends VectorGraphics2D {
        @Override
        public FontRenderContext getFontRenderContext() {
            return Paragraph.CONTEXT;
        }
    }
}
