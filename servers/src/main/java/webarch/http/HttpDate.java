package webarch.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/** Times as HTTP writes and reads them (RFC 9110, section 5.6.7). Thread-safe. */
public final class HttpDate {
    /** Length of every date: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static final int LENGTH = 29;

    /** No time: earlier than any. */
    static final long NONE = Long.MIN_VALUE;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** The two digits of a year mean one from 1970 on: no file is older. */
    private static final DateTimeFormatter RFC_850 =
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** What {@code asctime} of C writes. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final List<DateTimeFormatter> READ = List.of(FORMAT, RFC_850, ASCTIME);

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

    /** Seconds since 1970, or {@link #NONE} when the text is no date in any of HTTP's forms. */
    static long parse(String text) {
        for (DateTimeFormatter format : READ) {
            try {
                return Instant.from(format.parse(text)).getEpochSecond();
            } catch (DateTimeParseException another) {
                // perhaps the next form
            }
        }
        return NONE;
    }
}
