package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class SvgTest {
    private static final String DOCUMENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE svg PUBLIC "x" "y">
            <svg width="1px" height="1px">
              <clipPath id="clip-77"><rect x="0.123456" width="%s"/></clipPath>
              <path clip-path="url(#clip-77)" d="M-1.999999,1.0E-5"/>
            </svg>
            """;

    @Test
    void theDocumentBecomesAnElementWithPaperSizeTitleAndShortNumbers() {
        String svg = Svg.tidy(DOCUMENT.formatted("5"), 840, 415, "a < 2.80GHz");

        assertEquals(
                """
                <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
                version="1.1" width="84.0mm" height="41.5mm" viewBox="0 0 840 415">
                  <title>a &lt; 2.80GHz</title>
                  <rect width="100%" height="100%" fill="white"/>
                  <clipPath id="CLIP"><rect x="0.12" width="5"/></clipPath>
                  <path clip-path="url(#CLIP)" d="M-2,0"/>
                </svg>
                """,
                svg.replaceAll("clip[0-9a-f]+-1\\b", "CLIP"));
    }

    @Test
    void picturesInOnePageDoNotShareTheNamesOfTheirClipPaths() {
        assertNotEquals(clip(DOCUMENT.formatted("5")), clip(DOCUMENT.formatted("6")));
        assertEquals(
                clip(DOCUMENT.formatted("5")),
                clip(DOCUMENT.formatted("5").replace("clip-77", "clip123")));
    }

    @Test
    void aScaledPictureIsTheSamePictureInAnotherSize() {
        String svg = Svg.tidy(DOCUMENT.formatted("5"), 840, 415, "t");

        assertEquals(
                svg.replace("\"84.0mm\"", "\"126mm\"").replace("\"41.5mm\"", "\"62.25mm\""),
                Svg.scale(svg, 1.5));
    }

    private static String clip(String document) {
        String svg = Svg.tidy(document, 1, 1, "t");
        return svg.substring(svg.indexOf("id="), svg.indexOf("><rect"));
    }
}
