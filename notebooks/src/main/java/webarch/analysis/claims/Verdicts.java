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
        Claims claims = Claims.read(Campaigns.here().home().resolve(Claims.FILE));
        Findings findings = Findings.of(claims, campaigns);
        Set<String> asked = Set.of(plans);
        List<Finding> shown =
                Stream.concat(findings.paper().stream(), findings.artifact().stream())
                        .filter(f -> asked.isEmpty() || asked.contains(f.claim().plan()))
                        .toList();
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
