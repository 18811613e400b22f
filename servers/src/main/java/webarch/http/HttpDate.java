package webarch.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as HTTP writes them (IMF-fixdate of RFC 9110, section 5.6.7). Thread-safe. */
public final class HttpDate {
    /** Length of every date: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static final int LENGTH = 29;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private record Rendered(long second, byte[] text) {}

    /** Rendered once a second. Two threads may both do it: they write the same. */
    private static volatile Rendered last = new Rendered(-1, new byte[0]);

    private HttpDate() {}

    /** The date of a time, in milliseconds since 1970. Callers must not change the array. */
    public static byte[] ofNow(long nowMillis) {
        long second = Math.floorDiv(nowMillis, 1000);
        Rendered rendered = last;
        if (rendered.second != second) {
            byte[] text = format(second).getBytes(StandardCharsets.US_ASCII);
            rendered = new Rendered(second, text);
            last = rendered;
        }
        return rendered.text;
    }

    /** The date of a time in seconds since 1970. */
    public static String format(long epochSecond) {
        return FORMAT.format(Instant.ofEpochSecond(epochSecond));
    }

    /**
     * Seconds since 1970, or -1 when the text is no IMF-fixdate; the obsolete forms are not read.
     */
    static long parse(String text) {
        try {
            return Instant.from(FORMAT.parse(text)).getEpochSecond();
        } catch (DateTimeParseException malformed) {
            return -1;
        }
    }
}
