package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.stream.Stream;
import webarch.analysis.CampaignCollection;

/**
 * A statement that data can decide. Exactly one of {@code ratio}, {@code matched}, {@code count}
 * and {@code explained} is there.
 *
 * @param id names it, in lower case
 * @param source paper with section, abstract, review, follow-up, or the artifact itself
 * @param number what the source says, in its own words
 * @param plan whose campaign decides it; {@code any} for all of the collection
 * @param ratio of two sides, or null
 * @param and another ratio that has to hold as well, under the same conditions, or null
 * @param matched open over closed loop at the same throughput, or null
 * @param count of violations, or null
 * @param explained part of a difference, or null
 * @param provided what has to be the case for a decision, or null
 * @param reproduced when it is
 * @param contradicted when the contrary is
 */
public record Claim(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String statement,
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String number,
        @JsonProperty(required = true) String plan,
        Ratio ratio,
        Ratio and,
        Matched matched,
        Count count,
        Explained explained,
        Provided provided,
        @JsonProperty(required = true) Condition reproduced,
        @JsonProperty(required = true) Condition contradicted) {

    public Claim {
        if (Stream.of(ratio, matched, count, explained).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException(
                    id
                            + ": give it one of a ratio, what is matched, a count and what is explained");
        }
        if (and != null && ratio == null) {
            throw new IllegalArgumentException(id + ": 'and' is for a second ratio");
        }
    }

    Statistic statistic() {
        return Stream.of(ratio, matched, count, explained)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** The same, of a ratio that is measured another way. */
    Claim under(Sensitivity.Setting setting) {
        return new Claim(
                id,
                statement,
                source,
                number,
                setting.plan(),
                ratio.under(setting),
                and == null ? null : and.under(setting),
                null,
                null,
                null,
                provided,
                reproduced,
                contradicted);
    }

    /** Who says it, and in which words. */
    public String citation() {
        return source + ": " + number;
    }

    Finding examine(CampaignCollection campaigns) {
        Finding finding = examine(statistic(), campaigns);
        return and == null ? finding : finding.and(examine(and, campaigns));
    }

    private Finding examine(Statistic statistic, CampaignCollection campaigns) {
        Evidence evidence = statistic.of(campaigns, plan);
        return judge(provided == null ? evidence : provided.limit(evidence, campaigns, plan));
    }

    Finding judge(Evidence evidence) {
        return new Finding(this, evidence, verdict(evidence));
    }

    private Verdict verdict(Evidence evidence) {
        if (!evidence.shown()) {
            return Verdict.NOT_SHOWN;
        }
        if (!evidence.obstacle().isEmpty()) {
            return Verdict.UNDECIDED;
        }
        if (contradicted.holds(evidence.estimate())) {
            return Verdict.CONTRADICTED;
        }
        return reproduced.holds(evidence.estimate()) ? Verdict.REPRODUCED : Verdict.UNDECIDED;
    }
}
