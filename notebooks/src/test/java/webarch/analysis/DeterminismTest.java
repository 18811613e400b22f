package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same CSV gives the same bytes, in another process, locale and time zone. */
final class DeterminismTest {
    @TempDir Path folder;

    @Test
    void figuresAndTablesDoNotDependOnProcessLocaleOrTimeZone() throws Exception {
        Path data = SyntheticCampaign.complete().write(folder);
        Campaign campaign = Campaign.read(data);

        Path turkish = draw(data, "C.UTF-8", "Asia/Kathmandu", "tr", "TR");

        for (Figure figure : Figures.all(campaign)) {
            assertEquals(figure.svg(), Files.readString(turkish.resolve(figure.name() + ".svg")));
        }
        assertEquals(
                Csv.of(PointTable.exact(campaign, List.of())),
                Files.readString(turkish.resolve("throughput.csv")));
    }

    @Test
    void aPictureIsAPlainElementOfThePapersColumnWidth() throws IOException {
        Campaign campaign = Campaign.read(SyntheticCampaign.complete().write(folder));

        String svg = Figures.throughput(campaign, List.of()).svg();

        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
        assertTrue(svg.contains("width=\"84.0mm\""));
        assertTrue(svg.contains("<title>Replies per second"));
        assertFalse(svg.contains("<!DOCTYPE"));
        assertFalse(svg.contains("\r"));
    }

    private Path draw(Path data, String locale, String zone, String language, String country)
            throws Exception {
        Path out = folder.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "webarch.analysis.Main",
                        "figures",
                        data.toString(),
                        "--out",
                        out.toString());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("TZ", zone);
        builder.environment().put("DISPLAY", ":99");
        builder.environment().put("WEBARCH_HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.startsWith("campaign " + SyntheticCampaign.NAME), output);
        return out;
    }
}
