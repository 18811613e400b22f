package webarch.harness.workload;

/**
 * What a client does on one connection.
 *
 * @param meanRequests mean number of requests, which is geometric; infinite for a session that does
 *     not end
 */
public record Session(double meanRequests) {
    public static final Session ENDLESS = new Session(Double.POSITIVE_INFINITY);

    /**
     * A session from its text, {@code endless} or the mean number of requests.
     *
     * @throws IllegalArgumentException with a message that says what would be right
     */
    public static Session of(String text) {
        if (text.equals("endless")) {
            return ENDLESS;
        }
        try {
            double mean = Double.parseDouble(text);
            if (mean >= 1 && Double.isFinite(mean)) {
                return new Session(mean);
            }
        } catch (NumberFormatException _) {
            // The message below says what is wanted.
        }
        throw new IllegalArgumentException(
                "must be a mean of at least 1, or endless, not `" + text + "`");
    }

    public boolean endless() {
        return Double.isInfinite(meanRequests);
    }

    /** Probability that a request is the last of its session. */
    double endProbability() {
        return 1 / meanRequests;
    }
}
