package webarch.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What VectorGraphics2D writes, made fit for a repository and a web page: no prolog (a notebook
 * embeds the element), clip paths named by content instead of by identity, coordinates rounded to
 * 0.01 units so that the last bit of a sine cannot change the file, a size on paper, and a title.
 */
final class Svg {
    private static final Pattern ROOT = Pattern.compile("(?s)\\A.*?<svg[^>]*>");
    private static final Pattern CLIP = Pattern.compile("clip(-?[0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");

    private static final Pattern SIZE =
            Pattern.compile("width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\"");

    private Svg() {}

    /**
     * Tidies a document whose unit is 0.1 mm.
     *
     * @param title text for those who cannot see the picture
     */
    static String tidy(String document, int width, int height, String title) {
        String root =
                """
                <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
                version="1.1" width="%smm" height="%smm" viewBox="0 0 %d %d">
                  <title>%s</title>
                  <rect width="100%%" height="100%%" fill="white"/>"""
                        .formatted(tenths(width), tenths(height), width, height, escape(title));
        String body = round(nameClips(ROOT.matcher(document).replaceFirst("")));
        return root + body.replace("\r\n", "\n").stripTrailing() + "\n";
    }

    /** The same picture, its size on screen or paper multiplied. */
    static String scale(String svg, double factor) {
        return SIZE.matcher(svg)
                .replaceFirst(
                        size ->
                                "width=\"%smm\" height=\"%smm\""
                                        .formatted(
                                                times(size.group(1), factor),
                                                times(size.group(2), factor)));
    }

    private static String times(String number, double factor) {
        return new BigDecimal(number)
                .multiply(BigDecimal.valueOf(factor))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Names are unique in a page that embeds several pictures: they begin with a hash of all. */
    private static String nameClips(String document) {
        Map<String, Integer> numbers = new HashMap<>();
        String numbered =
                CLIP.matcher(document)
                        .replaceAll(
                                clip ->
                                        "clip"
                                                + numbers.computeIfAbsent(
                                                        clip.group(), _ -> numbers.size() + 1));
        String prefix = "clip" + Integer.toHexString(numbered.hashCode()) + "-";
        return CLIP.matcher(numbered).replaceAll(clip -> prefix + clip.group(1));
    }

    private static String round(String document) {
        return NUMBER.matcher(document).replaceAll(number -> rounded(number.group()));
    }

    private static String rounded(String number) {
        BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String tenths(int units) {
        return new BigDecimal(units).movePointLeft(1).toPlainString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
