package webarch.analysis.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.analysis.Campaigns;
import webarch.analysis.Estimate;
import webarch.analysis.SyntheticCollection;

/** The numbers that the paper's text uses, out of invented campaigns. */
final class PaperTest {
    private static final Path TEXT = Path.of("../paper/paper.tex");

    @TempDir static Path home;
    private static Path data;
    private static Macros macros;

    @TempDir Path folder;

    @BeforeAll
    static void campaigns() throws IOException {
        Files.createDirectories(home.resolve("notebooks"));
        Files.copy(Path.of("claims.yaml"), home.resolve("notebooks/claims.yaml"));
        data = home.resolve("data/campaigns");
        SyntheticCollection.write(data);
        macros = macros(data);
    }

    /**
     * A name that is misspelt would be found by LaTeX where it is used, and by nothing where the
     * text only asks whether it is there.
     */
    @Test
    void everyNameInTheTextIsOneThatCampaignsCanGive() throws IOException {
        Set<String> unknown = new TreeSet<>();
        Matcher use =
                Pattern.compile("\\\\(?:N|ifmeasured)\\{([^}]*)}").matcher(Files.readString(TEXT));
        while (use.find()) {
            if (!macros.has(invented(use.group(1)))) {
                unknown.add(use.group(1));
            }
        }

        assertEquals(Set.of(), unknown);
    }

    /** The invented campaigns have fewer servers, no figures here, no manifests and no counters. */
    private static String invented(String name) {
        return name.replaceFirst("^overhead/(knot-loop|knot-jdk|watpipe)/", "overhead/netty/")
                .replaceFirst("^best/nginx", "best/netty")
                .replaceFirst("^(count|figure)/.*", "best")
                .replaceFirst("^(claim/)?#.*", "best")
                .replaceFirst("^origin/hours$", "origin/runs");
    }

    @Test
    void everyTableOfTheTextHasRows() throws IOException {
        Matcher use =
                Pattern.compile("\\\\webarch(?:rows|table)\\{([^}#]*)}")
                        .matcher(Files.readString(TEXT));
        int tables = 0;
        while (use.find()) {
            tables++;
            assertTrue(macros.has("table/" + use.group(1)), use.group(1));
        }
        assertTrue(tables > 5);
    }

    @Test
    void theWordsFollowTheData() throws IOException {
        assertTrue(macros.get("best/knot/phrase").contains("more CPU time per request than"));
        assertEquals("reproduced", macros.get("claim/event-ahead-of-threads/verdict"));

        Macros swapped =
                macrosOf(
                        "best",
                        text ->
                                text.replace(",userver,", ",other,")
                                        .replace(",knot,", ",userver,")
                                        .replace(",other,", ",knot,"));

        assertTrue(swapped.get("best/knot/phrase").contains("less CPU time per request than"));
        assertEquals("contradicted", swapped.get("claim/event-ahead-of-threads/verdict"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 1.05, about as much",
        "1.02, 1.05, '4.0\\,\\% more'",
        "0.90, 0.99, '4.0\\,\\% less'",
        "NaN, NaN, 'undecided'"
    })
    void aRatioIsPutInWordsByItsInterval(double low, double high, String words) {
        double middle = words.contains("less") ? 0.96 : 1.04;

        String phrase = Phrase.of(new Estimate(5, middle, low, high));

        assertTrue(phrase.contains(words), phrase);
    }

    @Test
    void whatWasNotMeasuredHasNoNumbers() throws IOException {
        Macros one = macrosOf("aa", text -> text);

        assertTrue(one.has("aa/ratio"));
        assertFalse(one.has("disk"));
        assertFalse(one.has("table/disk"));
        assertEquals("not shown", one.get("claim/symped-ahead-of-sped-on-disk/verdict"));
        assertFalse(one.has("claim/symped-ahead-of-sped-on-disk/ratio"));
    }

    @Test
    void aCampaignWithoutAValidRunIsNotMeasuredEither() throws IOException {
        Macros invalid = macrosOf("peers", text -> text.replace(",true,\n", ",false,no reason\n"));

        assertFalse(invalid.has("peers"));
    }

    @Test
    void campaignsBelowFullMakeThePaperPreliminary() {
        assertTrue(macros.has("origin/preliminary"));
    }

    @Test
    void sensitivityHasARowForEachClaimOnTheBestAndADashWhereThereAreNoData() {
        String[] rows = macros.get("table/sensitivity").split("\n", -1);

        // A head, a line, and six claims.
        assertEquals(8, rows.length);
        assertTrue(rows[2].matches(".* & 1\\.1[0-9]\\\\,R & .* & -- \\\\\\\\"), rows[2]);
    }

    @Test
    void theFileIsTheSameInEveryLocale() throws IOException {
        String first = macrosOf("tuning-knot", text -> text).file();
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(first, macrosOf("tuning-knot", text -> text).file());
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void theFileIsFitToBeTypeset() {
        String file = macros.file();

        assertTrue(file.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')));
        assertFalse(file.contains("NaN"));
    }

    @Test
    void textOfCampaignsIsNoLatex() {
        assertEquals(
                "50\\% of \\$a\\_b \\& \\{c\\} \\#1 \\textbackslash{}x -{}-{}loops $\\mu$s ?",
                Tex.of("50% of $a_b & {c} #1 \\x --loops µs ☃"));
    }

    private static Macros macros(Path campaigns) {
        Campaigns checkout = new Campaigns(home);
        return PaperCommand.macros(checkout, checkout.find(campaigns.toString()));
    }

    /** Of one campaign alone, changed. */
    private Macros macrosOf(String plan, UnaryOperator<String> change) throws IOException {
        String name = "20260101T120000Z-" + plan + "-smoke";
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(data.resolve(name))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        copy.resolve(file.getFileName()), change.apply(Files.readString(file)));
            }
        }
        return macros(copy);
    }
}
