package webarch.analysis.paper;

import java.util.Map;
import java.util.TreeMap;

/** Plain text as LaTeX. */
final class Tex {
    private static final Map<Integer, String> SPECIAL = special();

    private Tex() {}

    private static Map<Integer, String> special() {
        Map<Integer, String> special = new TreeMap<>();
        for (char c : "&%$#_{}".toCharArray()) {
            special.put((int) c, "\\" + c);
        }
        special.put((int) '\\', "\\textbackslash{}");
        special.put((int) '~', "\\textasciitilde{}");
        special.put((int) '^', "\\textasciicircum{}");
        special.put((int) '<', "$<$");
        special.put((int) '>', "$>$");
        special.put((int) '|', "$|$");
        special.put((int) '"', "''");
        // Two of them are one dash otherwise.
        special.put((int) '-', "-{}");
        special.put((int) 'µ', "$\\mu$");
        special.put((int) '×', "$\\times$");
        special.put((int) '≤', "$\\le$");
        special.put((int) '≥', "$\\ge$");
        special.put((int) '–', "--");
        special.put((int) 'è', "\\`e");
        special.put((int) 'é', "\\'e");
        special.put((int) 'ö', "\\\"o");
        special.put((int) 'ü', "\\\"u");
        return special;
    }

    /** The same text to be typeset; what LaTeX's font lacks becomes a question mark. */
    static String of(String text) {
        StringBuilder tex = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (SPECIAL.containsKey(c)) {
                                tex.append(SPECIAL.get(c));
                            } else if (c < ' ' || c > '~') {
                                tex.append(c == '\n' ? ' ' : '?');
                            } else {
                                tex.appendCodePoint(c);
                            }
                        });
        return tex.toString();
    }
}
