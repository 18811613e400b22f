package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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

        Path turkish = folder.resolve("turkish");
        run(
                List.of("figures", data.toString(), "--out", turkish.toString()),
                new Place("C", "Asia/Kathmandu", "tr", "TR"));

        for (Figure figure : Figures.all(campaign)) {
            assertEquals(figure.svg(), Files.readString(turkish.resolve(figure.name() + ".svg")));
        }
        assertEquals(
                Csv.of(PointTable.exact(campaign, List.of())),
                Files.readString(turkish.resolve("throughput.csv")));
    }

    /**
     * Held by what other machines drew: Debian 12 and 13, JDKs of two vendors. A change of looks
     * changes it; the message is what the file has to hold then.
     */
    @Test
    void theBytesAreThoseOfOtherMachines() throws Exception {
        Campaign campaign = Campaign.read(SyntheticCampaign.complete().write(folder));
        StringBuilder digests = new StringBuilder();
        for (Figure figure : Figures.all(campaign)) {
            digests.append(digest(figure.svg()))
                    .append("  ")
                    .append(figure.name())
                    .append(".svg\n");
        }
        digests.append(digest(Csv.of(PointTable.exact(campaign, List.of()))))
                .append("  throughput.csv\n");

        assertEquals(
                Files.readString(Path.of("src/test/resources/webarch/analysis/digests.txt")),
                digests.toString());
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void verdictsDoNotDependOnLocaleOrTimeZone() throws Exception {
        Path data = folder.resolve("data");
        SyntheticCollection.write(data);

        Path german = verdicts(data, new Place("de_DE.UTF-8", "America/St_Johns", "de", "DE"));
        Path turkish = verdicts(data, new Place("C", "UTC", "tr", "TR"));

        for (String file : List.of("claims.md", "claims.csv")) {
            assertEquals(
                    Files.readString(german.resolve(file)),
                    Files.readString(turkish.resolve(file)));
        }
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

    /** Where somebody runs it. */
    private record Place(String locale, String zone, String language, String country) {}

    private Path verdicts(Path data, Place place) throws Exception {
        Path out = folder.resolve(place.language);
        run(
                List.of(
                        "verify",
                        data.toString(),
                        "--claims",
                        Path.of("claims.yaml").toAbsolutePath().toString(),
                        "--out",
                        out.toString()),
                place);
        return out;
    }

    private void run(List<String> command, Place place) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-Duser.language=" + place.language);
        words.add("-Duser.country=" + place.country);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add("webarch.analysis.Main");
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", place.locale);
        builder.environment().put("TZ", place.zone);
        builder.environment().put("DISPLAY", ":99");
        builder.environment().put("WEBARCH_HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("synthetic CPU"), output);
    }
}
