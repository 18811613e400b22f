package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who has compared servers reads at the end. */
final class PairedSummaryTest {
    @TempDir Path folder;

    @Test
    void eachServerHasItsCostItsRatioAndWords() throws IOException {
        new SyntheticComparison(Map.of("userver", 10.0, "knot", 12.0), 0).write(folder);

        String page = PairedSummary.of(PairedCampaign.read(folder));

        assertTrue(page.contains("64 clients of each server, loaded in alternation"), page);
        assertTrue(page.matches("(?s).*\nuserver +10\\.0 +1 +what others are .*"), page);
        assertTrue(
                page.matches(
                        "(?s).*\nknot +12\\.0 +1\\.[12][0-9] \\[.*\\] +1[0-9]\\.[0-9] to 2[0-9]\\.[0-9]% more\n.*"),
                page);
        assertTrue(page.lines().allMatch(line -> line.length() <= PlainText.COLUMNS), page);
        assertTrue(page.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), page);
    }

    @Test
    void theWordsAreThoseOfTheIntervalNeverOfItsMiddle() {
        assertEquals("10.0 to 20.0% more", PairedSummary.words(new Estimate(5, 1.15, 1.1, 1.2)));
        assertEquals("20.0 to 30.0% less", PairedSummary.words(new Estimate(5, 0.75, 0.7, 0.8)));
        assertEquals(
                "no difference seen (-2 to +30%)",
                PairedSummary.words(new Estimate(5, 1.15, 0.98, 1.3)));
        assertEquals(
                "too few launches to say",
                PairedSummary.words(new Estimate(2, 2, Double.NaN, Double.NaN)));
    }
}
