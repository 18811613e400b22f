package webarch.analysis.claims;

import java.util.List;
import webarch.analysis.Estimate;
import webarch.analysis.Numbers;

/**
 * A claim, what the data show, and the verdict.
 *
 * @param evidence of a claim that two ratios decide, that of the one which decided, the first if
 *     both say the same
 */
public record Finding(Claim claim, Evidence evidence, Verdict verdict) {
    /** Of two that both have to hold the one that comes first here decides. */
    private static final List<Verdict> BY_STRENGTH =
            List.of(Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.UNDECIDED, Verdict.REPRODUCED);

    /** Of this and another that has to hold as well. */
    Finding and(Finding other) {
        boolean otherDecides = BY_STRENGTH.indexOf(other.verdict) < BY_STRENGTH.indexOf(verdict);
        Finding decides = otherDecides ? other : this;
        Finding beside = otherDecides ? this : other;
        return beside.basis().equals(decides.basis())
                ? decides
                : new Finding(claim, decides.evidence.beside(beside.inWords()), decides.verdict);
    }

    private String inWords() {
        return evidence.shown() ? measured() + " of " + basis() : basis();
    }

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
