package webarch.analysis.claims;

import webarch.analysis.Estimate;

/**
 * What a statistic found in the campaigns.
 *
 * @param shown whether there are data
 * @param estimate of the statistic, with its interval; of a count, exact
 * @param campaign the names of the campaigns it comes from, empty if there are no data
 * @param basis what was compared with what, or why nothing was
 * @param obstacle why the estimate decides nothing, whatever it is; empty for none
 */
public record Evidence(
        boolean shown, Estimate estimate, String campaign, String basis, String obstacle) {

    static Evidence missing(String why) {
        return new Evidence(false, Estimate.NONE, "", why, "");
    }

    static Evidence of(Estimate estimate, String campaign, String basis) {
        String obstacle =
                estimate.hasInterval()
                        ? ""
                        : "no interval below "
                                + Estimate.FEWEST_FOR_INTERVAL
                                + " repetitions, "
                                + estimate.n()
                                + " here";
        return new Evidence(true, estimate, campaign, basis, obstacle);
    }

    /** The same, beside which something else was measured. */
    Evidence beside(String other) {
        return new Evidence(shown, estimate, campaign, basis + "; and " + other, obstacle);
    }

    Evidence but(String why) {
        return new Evidence(shown, estimate, campaign, basis, why);
    }
}
