package webarch.analysis.claims;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;

/** The verdicts as tables, for a notebook. */
public final class Verdicts {
    private Verdicts() {}

    /** On the claims that these plans decide; on all of them if none is named. */
    public static Table of(CampaignCollection campaigns, String... plans) {
        Findings findings = Findings.of(Campaigns.here(), campaigns);
        Set<String> asked = Set.of(plans);
        return table(
                Stream.concat(findings.paper().stream(), findings.artifact().stream())
                        .filter(f -> asked.isEmpty() || asked.contains(f.claim().plan()))
                        .toList());
    }

    /**
     * On what this artifact claims of itself, whichever plan decides it: a contradiction is an
     * error.
     */
    public static Table ofArtifact(CampaignCollection campaigns) {
        return table(Findings.of(Campaigns.here(), campaigns).artifact());
    }

    private static Table table(List<Finding> shown) {
        return Table.create(
                "claims",
                StringColumn.create(
                        "verdict", shown.stream().map(f -> f.verdict().word()).toList()),
                StringColumn.create(
                        "claim", shown.stream().map(f -> f.claim().statement()).toList()),
                StringColumn.create("measured", shown.stream().map(Finding::measured).toList()),
                StringColumn.create(
                        "source says", shown.stream().map(f -> f.claim().number()).toList()),
                StringColumn.create("source", shown.stream().map(f -> f.claim().source()).toList()),
                StringColumn.create("basis", shown.stream().map(Finding::basis).toList()));
    }
}
