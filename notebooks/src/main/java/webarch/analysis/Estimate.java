package webarch.analysis;

/**
 * A mean with its 95 % interval.
 *
 * @param n how many independent values it rests on
 * @param mean NaN if there are none
 * @param low lower end of the interval, NaN if there is no interval
 * @param high upper end of the interval, NaN if there is no interval
 */
public record Estimate(int n, double mean, double low, double high) {

    /** Fewer independent values than this say nothing about their spread. */
    public static final int FEWEST_FOR_INTERVAL = 3;

    public static final Estimate NONE = new Estimate(0, Double.NaN, Double.NaN, Double.NaN);

    /** Of the exponential of what was estimated: of a ratio from its logarithm. */
    Estimate exp() {
        return new Estimate(n, Math.exp(mean), Math.exp(low), Math.exp(high));
    }

    /** Whether the interval holds the value; never without one. */
    boolean contains(double value) {
        return low <= value && value <= high;
    }

    public boolean hasInterval() {
        return !Double.isNaN(low);
    }

    /** For readers: rounded, with its interval. */
    String text() {
        return Numbers.estimate(mean, low, high);
    }
}
