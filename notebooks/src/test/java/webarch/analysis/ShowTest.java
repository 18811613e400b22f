package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the renderer, which both kernels share, makes of the values that cells end with. */
final class ShowTest {
    private final Renderer kernel = new Renderer();

    @TempDir Path folder;

    @Test
    void aFigureIsShownAsSvgWithoutProlog() throws IOException {
        Campaign campaign = Campaign.read(SyntheticCampaign.complete().write(folder));
        Figure figure = Figures.cpuPerRequest(campaign, List.of());

        DisplayData shown = kernel.render(Show.figure(figure));

        String svg = (String) shown.getData(MIMEType.IMAGE_SVG);
        assertTrue(svg.startsWith("<svg "));
        assertTrue(svg.contains("width=\"168mm\""));
        assertEquals(figure.title(), shown.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    void aTableIsShownAsHtml() {
        Table table =
                Table.create(
                        "t",
                        StringColumn.create("why", "a < b & c"),
                        StringColumn.create("clients", "64"));

        String html = (String) kernel.render(Show.table(table)).getData(MIMEType.TEXT_HTML);

        assertTrue(html.contains("<th>why</th>"));
        assertTrue(html.contains("<td style=\"text-align:left\">a &lt; b &amp; c</td>"));
        assertTrue(html.contains("<td style=\"text-align:right\">64</td>"));
    }
}
