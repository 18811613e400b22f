package webarch.analysis.paper;

import java.util.Locale;
import webarch.analysis.Estimate;

/** Ratios of CPU time per request to µserver's, in words that hold whichever way they come out. */
final class Phrase {
    private static final String WHAT = "CPU time per request";
    private static final String BASE = "the $\\mu$server";

    private Phrase() {}

    /**
     * As LaTeX, after <em>needs</em>: {@code 12.1 % more CPU time per request than … (ratio 1.12
     * [1.08, 1.16])}, or as much, where no difference is shown.
     */
    static String of(Estimate ratio) {
        String numbers =
                "(ratio " + Macros.rounded(ratio.mean()) + " " + Macros.interval(ratio) + ")";
        if (!ratio.hasInterval()) {
            return WHAT + " in an undecided proportion to that of " + BASE + " " + numbers;
        }
        if (ratio.low() <= 1 && ratio.high() >= 1) {
            return "about as much " + WHAT + " as " + BASE + " " + numbers;
        }
        return String.format(
                Locale.ROOT,
                "%.1f\\,\\%% %s %s than %s %s",
                100 * Math.abs(ratio.mean() - 1),
                ratio.mean() > 1 ? "more" : "less",
                WHAT,
                BASE,
                numbers);
    }
}
