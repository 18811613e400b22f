package webarch.analysis;

import java.util.Locale;

/** Numbers for a reader: three significant digits or whole, in ASCII, whatever the locale. */
public final class Numbers {
    private Numbers() {}

    /** {@code 12345}, {@code 123}, {@code 12.3}, {@code 1.23}; a dash where there is none. */
    public static String rounded(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Four decimals, where the third one matters; a dash where there is none. */
    public static String fine(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** {@code 123 [120, 126]}, or {@code 123 [-]} without an interval. */
    public static String estimate(double mean, double low, double high) {
        if (Double.isNaN(mean)) {
            return "-";
        }
        return Double.isNaN(low)
                ? rounded(mean) + " [-]"
                : rounded(mean) + " [" + rounded(low) + ", " + rounded(high) + "]";
    }

    /** One decimal, so that a value just below the limit of saturation does not look like it. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
