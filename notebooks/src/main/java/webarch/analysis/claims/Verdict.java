package webarch.analysis.claims;

import java.util.Locale;

/** What the data say of a claim. */
public enum Verdict {
    /** The whole interval meets the claim's condition. */
    REPRODUCED,
    /** The whole interval meets the condition of the contrary: a finding. */
    CONTRADICTED,
    /** The interval meets neither, or there is none. */
    UNDECIDED,
    /** There are no data. */
    NOT_SHOWN;

    /** For a reader. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
