package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.Metric;
import webarch.analysis.Numbers;

/**
 * Without what a claim is not decided at all: that the thing it is about happened in the runs.
 *
 * @param metric a column, or {@code COLUMN/COLUMN}
 * @param of in whose runs
 * @param condition of the whole interval
 */
record Provided(
        @JsonProperty(required = true) String metric,
        @JsonProperty(required = true) Side of,
        @JsonProperty(required = true) Condition condition) {

    Provided {
        Metric.of(metric);
    }

    /** The same evidence, with an obstacle where the condition does not hold. */
    Evidence limit(Evidence evidence, CampaignCollection campaigns, String plan) {
        if (!evidence.shown() || !evidence.obstacle().isEmpty()) {
            return evidence;
        }
        Candidates candidates = Candidates.of(campaigns, of, plan, metric);
        Optional<Estimate> found = candidates.chosen().map(Selection::estimate);
        return found.filter(condition::holds).isPresent()
                ? evidence
                : evidence.but(
                        "decided only where %s of %s is %s: %s"
                                .formatted(
                                        metric,
                                        of.label(),
                                        condition.text(),
                                        found.map(Provided::inWords).orElse(candidates.gap())));
    }

    private static String inWords(Estimate of) {
        return of.hasInterval()
                ? "it is %s [%s, %s]"
                        .formatted(
                                Numbers.fine(of.mean()),
                                Numbers.fine(of.low()),
                                Numbers.fine(of.high()))
                : "it is %s [-]".formatted(Numbers.fine(of.mean()));
    }
}
