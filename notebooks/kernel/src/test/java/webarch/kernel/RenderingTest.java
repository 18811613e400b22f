package webarch.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.common.Image;
import io.github.spencerpark.jupyter.kernel.display.common.Text;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private final Rendering rendering = new Rendering(renderer());

    private static Renderer renderer() {
        Renderer renderer = new Renderer();
        Image.registerAll(renderer);
        Text.registerAll(renderer);
        return renderer;
    }

    @Test
    void anImageIsPng() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        assertNotNull(rendering.render(image).getData(MIMEType.IMAGE_PNG));
    }

    @Test
    void svgLosesWhatMayNotStandInsideHtml() {
        String document =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- drawn -->
                <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">
                <svg width="1"><text>µ</text></svg>""";
        DisplayData shown = rendering.render(document);
        assertEquals(
                "<svg width=\"1\"><text>µ</text></svg>",
                shown.getData(MIMEType.IMAGE_SVG).toString());
    }

    @Test
    void otherTextStaysText() {
        DisplayData shown = rendering.render("an <svg> in words");
        assertEquals("an <svg> in words", shown.getData(MIMEType.TEXT_PLAIN));
        assertFalse(shown.hasDataForType(MIMEType.IMAGE_SVG));
    }

    @Test
    void aTypeCanBeAskedFor() {
        DisplayData shown = rendering.renderAs("<b>bold</b>", "text/html");
        assertEquals("<b>bold</b>", shown.getData(MIMEType.TEXT_HTML));
    }

    @Test
    void readyDisplayDataIsTakenAsItIs() {
        DisplayData data = new DisplayData("text");
        assertSame(data, rendering.render(data));
    }
}
