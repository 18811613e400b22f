package webarch.harness;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 500ms}, {@code 0.8s}, {@code 2m}, {@code 1h}. */
public final class Durations {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s?(ms|s|m|h)");

    /** Far beyond any run, and far from where nanoseconds overflow. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private Durations() {}

    /**
     * The span that {@code text} means.
     *
     * @throws IllegalArgumentException with a message that says what would be right
     */
    public static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be a time such as `500ms`, `0.8s` or `2m`, not `" + text + "`");
        }
        long nanosPerUnit =
                switch (matcher.group(2)) {
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                };
        BigDecimal nanos =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw new IllegalArgumentException("must be at most 24h, not `" + text + "`");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** For people, rounded to the second: {@code 0:42}, {@code 12:05}, {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long s = Math.round(seconds(duration));
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
