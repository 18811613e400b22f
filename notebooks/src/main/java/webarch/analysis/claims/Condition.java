package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import webarch.analysis.Estimate;

/**
 * What has to hold of a whole interval, not only of its middle.
 *
 * @param text {@code above X}, {@code below X}, {@code at least X}, {@code at most X}, {@code
 *     between X and Y} or {@code outside X and Y}
 */
public record Condition(String text, double low, double high, boolean open, boolean outside) {
    private static final Pattern ONE_END =
            Pattern.compile("(above|below|at least|at most) (-?[0-9.]+)");
    private static final Pattern TWO_ENDS =
            Pattern.compile("(between|outside) (-?[0-9.]+) and (-?[0-9.]+)");

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it has none of the forms
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Condition of(String text) {
        Matcher one = ONE_END.matcher(text);
        if (one.matches()) {
            double end = Double.parseDouble(one.group(2));
            boolean open = one.group(1).equals("above") || one.group(1).equals("below");
            return one.group(1).equals("above") || one.group(1).equals("at least")
                    ? new Condition(text, end, Double.POSITIVE_INFINITY, open, false)
                    : new Condition(text, Double.NEGATIVE_INFINITY, end, open, false);
        }
        Matcher two = TWO_ENDS.matcher(text);
        if (two.matches()) {
            return new Condition(
                    text,
                    Double.parseDouble(two.group(2)),
                    Double.parseDouble(two.group(3)),
                    false,
                    two.group(1).equals("outside"));
        }
        throw new IllegalArgumentException(
                "condition '"
                        + text
                        + "': say above X, below X, at least X, at most X, between X and Y, or"
                        + " outside X and Y");
    }

    /** Whether all of the interval meets it; an estimate without interval meets nothing. */
    boolean holds(Estimate estimate) {
        if (!estimate.hasInterval()) {
            return false;
        }
        if (outside) {
            return estimate.high() < low || estimate.low() > high;
        }
        return open
                ? estimate.low() > low && estimate.high() < high
                : estimate.low() >= low && estimate.high() <= high;
    }
}
