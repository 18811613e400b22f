package webarch.analysis.claims;

import webarch.analysis.Estimate;
import webarch.analysis.Numbers;

/** A claim, what the data show, and the verdict. */
public record Finding(Claim claim, Evidence evidence, Verdict verdict) {

    /** The claim's id. */
    public String id() {
        return claim.id();
    }

    /** The estimate with its interval, rounded; a dash where there is none. */
    public String measured() {
        Estimate estimate = evidence.estimate();
        return claim.count() == null
                ? Numbers.estimate(estimate.mean(), estimate.low(), estimate.high())
                : evidence.shown() ? String.valueOf(Math.round(estimate.mean())) : "-";
    }

    /** What was compared, and why that does not decide. */
    public String basis() {
        return evidence.obstacle().isEmpty()
                ? evidence.basis()
                : evidence.basis() + "; " + evidence.obstacle();
    }
}
