package webarch.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final long EXAMPLE = 784_111_777;

    @Test
    void theExampleOfRfc9110IsWrittenAndRead() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(EXAMPLE));
        assertEquals(EXAMPLE, HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"));
    }

    @Test
    void theLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.format(EXAMPLE));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theDateOfNowChangesWithTheSecond() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", text(EXAMPLE * 1000));
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", text(EXAMPLE * 1000 + 999));
        assertEquals("Sun, 06 Nov 1994 08:49:38 GMT", text(EXAMPLE * 1000 + 1000));
    }

    @Test
    void theObsoleteFormsAreReadToo() {
        assertEquals(EXAMPLE, HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT"));
        assertEquals(EXAMPLE, HttpDate.parse("Sun Nov  6 08:49:37 1994"));
        assertEquals(EXAMPLE + 10 * 86400, HttpDate.parse("Wed Nov 16 08:49:37 1994"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "784111777",
            })
    void otherTextIsNoDate(String text) {
        assertEquals(HttpDate.NONE, HttpDate.parse(text));
    }

    private static String text(long millis) {
        return new String(HttpDate.ofNow(millis), US_ASCII);
    }
}
