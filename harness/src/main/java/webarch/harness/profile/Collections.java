package webarch.harness.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What collections have taken from the heap, by the log of the serial collector ({@code
 * -Xlog:gc+heap}): in each line the size of a generation before and after.
 *
 * <pre>
 * GC(4) DefNew: 3072K(3712K)-&gt;12K(3712K) Eden: 3072K(3328K)-&gt;0K(3328K) From: 0K(384K)-&gt;12K(384K)
 * GC(4) Tenured: 812K(61440K)-&gt;830K(61440K)
 * </pre>
 */
final class Collections {
    private static final Pattern GENERATION =
            Pattern.compile("(?m)^GC\\(\\d+\\) (?:DefNew|Tenured): (\\d+)K\\(\\d+K\\)->(\\d+)K\\(");
    private static final int KIBI = 1024;

    private Collections() {}

    /** In bytes, since the start; 0 where there is no log. */
    static long reclaimed(Path log) throws IOException {
        return Files.exists(log)
                ? reclaimed(Files.readString(log, StandardCharsets.ISO_8859_1))
                : 0;
    }

    static long reclaimed(String log) {
        Matcher matcher = GENERATION.matcher(log);
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1)) - Long.parseLong(matcher.group(2));
        }
        return KIBI * sum;
    }
}
