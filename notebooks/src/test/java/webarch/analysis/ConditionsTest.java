package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;

/** What runs are selected by: {@code where("offered_share", "0.75")}. */
final class ConditionsTest {

    @ParameterizedTest
    @CsvSource({"0.75, 0.75", "2.0, 2", "12345678, 12345678", "0.123456789, 0.123456789"})
    void aNumberReadsAsInTheCsvInEveryLocale(double value, String text) {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(text, Conditions.text(DoubleColumn.create("share", value), 0));
        } finally {
            Locale.setDefault(locale);
        }
    }
}
