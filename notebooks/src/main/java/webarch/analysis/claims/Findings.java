package webarch.analysis.claims;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;

/**
 * What became of all claims.
 *
 * @param origin the line of the campaigns
 * @param paper claims of the paper and of those who followed it: a contradiction is a finding
 * @param artifact claims of this artifact: a contradiction is an error
 */
public record Findings(String origin, List<Finding> paper, List<Finding> artifact) {

    /** On the claims of a checkout. */
    public static Findings of(Campaigns checkout, CampaignCollection campaigns) {
        return of(Claims.read(checkout.home().resolve(Claims.FILE)), campaigns);
    }

    static Findings of(Claims claims, CampaignCollection campaigns) {
        return new Findings(
                campaigns.line(),
                claims.paper().stream().map(claim -> claim.examine(campaigns)).toList(),
                claims.artifact().stream().map(claim -> claim.examine(campaigns)).toList());
    }

    /** Whether this artifact claims something that the data contradict. */
    public boolean contradicted() {
        return artifact.stream().anyMatch(f -> f.verdict() == Verdict.CONTRADICTED);
    }

    /** How many of each verdict, in one line. */
    public String tally() {
        return Stream.of(Verdict.values())
                .map(verdict -> count(verdict) + " " + verdict.word())
                .collect(Collectors.joining(", "));
    }

    long count(Verdict verdict) {
        return Stream.concat(paper.stream(), artifact.stream())
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }
}
