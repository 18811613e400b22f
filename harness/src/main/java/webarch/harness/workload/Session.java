package webarch.harness.workload;

import static webarch.harness.workload.InvalidKeyException.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a client does on one connection.
 *
 * @param meanRequests mean number of requests, which is geometric; infinite for a session that does
 *     not end
 */
public record Session(double meanRequests) {
    public static final Session ENDLESS = new Session(Double.POSITIVE_INFINITY);

    private static final String PROBLEM = "must be a mean of at least 1, or endless, not ";

    public Session {
        require(meanRequests >= 1, "requests", PROBLEM + meanRequests);
    }

    /**
     * A session from its text, {@code endless} or the mean number of requests.
     *
     * @throws IllegalArgumentException if it is neither
     */
    @JsonCreator
    public static Session of(@JsonProperty(value = "requests", required = true) String requests) {
        require(requests != null, "requests", PROBLEM + "nothing");
        if (requests.equals("endless")) {
            return ENDLESS;
        }
        try {
            double mean = Double.parseDouble(requests);
            require(Double.isFinite(mean), "requests", PROBLEM + requests);
            return new Session(mean);
        } catch (NumberFormatException _) {
            throw new InvalidKeyException("requests", PROBLEM + requests);
        }
    }

    public boolean endless() {
        return Double.isInfinite(meanRequests);
    }

    /** Probability that a request is the last of its session. */
    double endProbability() {
        return 1 / meanRequests;
    }
}
