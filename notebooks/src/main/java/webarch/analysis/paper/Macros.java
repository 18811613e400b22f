package webarch.analysis.paper;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import webarch.analysis.Estimate;
import webarch.analysis.Numbers;

/**
 * What the paper's text may use, by name. Names are words joined by slashes, the plan first: {@code
 * best/knot/ratio}.
 */
final class Macros {
    private final SortedMap<String, String> macros = new TreeMap<>();

    /** Plain text. */
    void text(String name, String value) {
        tex(name, Tex.of(value));
    }

    /** A count. */
    void count(String name, long value) {
        tex(name, String.format(Locale.ROOT, "%,d", value).replace(",", "\\,"));
    }

    /** A number for a reader; a value that is not known defines nothing. */
    void number(String name, double value) {
        if (!Double.isNaN(value)) {
            tex(name, rounded(value));
        }
    }

    /** A share as per cent, without the sign. */
    void percent(String name, double share) {
        if (!Double.isNaN(share)) {
            tex(name, String.format(Locale.ROOT, "%.1f", 100 * share));
        }
    }

    /** {@code NAME}, {@code NAME/interval} and {@code NAME/n}. */
    void estimate(String name, Estimate estimate) {
        if (estimate.n() > 0) {
            number(name, estimate.mean());
            tex(name + "/interval", interval(estimate));
            count(name + "/n", estimate.n());
        }
    }

    /** LaTeX as it stands. */
    void tex(String name, String value) {
        if (macros.put(name, value) != null) {
            throw new IllegalStateException(name + ": is defined twice");
        }
    }

    boolean has(String name) {
        return macros.containsKey(name);
    }

    /** Its definition; null where there is none. */
    String get(String name) {
        return macros.get(name);
    }

    static String interval(Estimate estimate) {
        return estimate.hasInterval()
                ? "[" + rounded(estimate.low()) + ", " + rounded(estimate.high()) + "]"
                : "[no interval]";
    }

    /** As tables and figures round, with a thin space between thousands. */
    static String rounded(double value) {
        return Math.abs(value) >= 10_000
                ? String.format(Locale.ROOT, "%,.0f", value).replace(",", "\\,")
                : Numbers.rounded(value);
    }

    /** The file that the paper reads first. */
    String file() {
        StringBuilder text =
                new StringBuilder(
                        "% Made by `webarch paper` from the campaigns named below; changes are lost.\n");
        macros.forEach(
                (name, value) ->
                        text.append("\\webarchdefine{")
                                .append(name)
                                .append("}{")
                                .append(value)
                                .append("}\n"));
        return text.toString();
    }
}
