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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same CSVs give the same bytes, in another process, locale and time zone, and on another
 * machine: every figure, table, sentence and verdict.
 */
final class DeterminismTest {
    private static final Place ENGLISH = new Place("C", "UTC", "en", "US");
    private static final Place GERMAN = new Place("de_DE.UTF-8", "America/St_Johns", "de", "DE");
    private static final Place TURKISH = new Place("tr_TR.UTF-8", "Asia/Kathmandu", "tr", "TR");

    @TempDir static Path folder;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void makeEverythingEverywhere() throws Exception {
        SyntheticCollection.write(folder.resolve("data"));
        SyntheticCampaign.complete().write(folder.resolve("data"));
        for (Place place : List.of(ENGLISH, GERMAN, TURKISH)) {
            make(place);
        }
    }

    @Test
    void nothingDependsOnLocaleOrTimeZone() throws Exception {
        String english = digests(ENGLISH);

        assertTrue(english.lines().filter(line -> line.endsWith(".svg")).count() > 50, english);
        assertEquals(english, digests(GERMAN));
        assertEquals(english, digests(TURKISH));
    }

    /**
     * Held by what other machines made: Debian 12 and 13, JDKs of two vendors. A change of looks or
     * of claims changes it; target/digests.txt is what the file has to hold then.
     */
    @Test
    void theBytesAreThoseOfOtherMachines() throws Exception {
        String made = digests(ENGLISH);
        Files.writeString(Path.of("target/digests.txt"), made);

        assertEquals(
                Files.readString(Path.of("src/test/resources/webarch/analysis/digests.txt")), made);
    }

    @Test
    void aPictureIsAPlainElementOfThePapersColumnWidth() throws IOException {
        String svg = Files.readString(ENGLISH.out().resolve("figures/throughput/throughput.svg"));

        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
        assertTrue(svg.contains("width=\"84.0mm\""));
        assertTrue(svg.contains("<title>Replies per second"));
        assertFalse(svg.contains("<!DOCTYPE"));
        assertFalse(svg.contains("\r"));
    }

    /** Where somebody runs it. */
    private record Place(String locale, String zone, String language, String country) {
        Path out() {
            return folder.resolve(language);
        }
    }

    /** A line a file, as sha256sum writes it. */
    private static String digests(Place place) throws Exception {
        StringBuilder digests = new StringBuilder();
        try (Stream<Path> files = Files.walk(place.out())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digests.append(digest(Files.readAllBytes(file)))
                        .append("  ")
                        .append(place.out().relativize(file))
                        .append('\n');
            }
        }
        return digests.toString();
    }

    private static String digest(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static void make(Place place) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:+UseSerialGC");
        // For machines that have not generated the locale.
        words.add("-Duser.language=" + place.language);
        words.add("-Duser.country=" + place.country);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Outputs.class.getName());
        words.add(folder.resolve("data").toString());
        words.add(Path.of("claims.yaml").toAbsolutePath().toString());
        words.add(place.out().toString());
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", place.locale);
        builder.environment().put("TZ", place.zone);
        // Nothing here needs a display, and one that is named but absent must not stop it.
        builder.environment().put("DISPLAY", ":99");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
