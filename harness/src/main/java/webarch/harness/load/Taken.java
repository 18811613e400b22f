package webarch.harness.load;

/**
 * Totals, and what was measured until the very reply that they count last: between two of these
 * there is one latency for each reply.
 *
 * @param totals since the start
 * @param measured since the last of these
 */
public record Taken(LoadSnapshot totals, Distributions measured) {

    /** Of two loops, or hosts. */
    public Taken plus(Taken other) {
        return new Taken(totals.plus(other.totals), measured.plus(other.measured));
    }

    /** The same, taken at another moment. */
    public Taken at(long moment) {
        return new Taken(totals.at(moment), measured);
    }
}
