package webarch.analysis.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import webarch.analysis.Csv;
import webarch.analysis.PlainText;
import webarch.analysis.Schema;

/** The findings for a terminal (ASCII, 80 columns), as Markdown, and as CSV. */
final class Report {
    private static final String INDENT = " ".repeat(14);
    private static final String PAPER =
            "Claims of the paper and its follow-ups (a contradiction is a finding)";
    private static final String ARTIFACT = "Claims of this artifact (a contradiction is an error)";

    private Report() {}

    static String plain(Findings findings) {
        List<String> page = new ArrayList<>(PlainText.wrap(findings.origin(), ""));
        plain(page, PAPER, findings.paper());
        plain(page, ARTIFACT, findings.artifact());
        page.add("");
        page.add(findings.tally());
        return String.join("\n", page.stream().map(PlainText::ascii).toList());
    }

    private static void plain(List<String> page, String title, List<Finding> findings) {
        page.add("");
        page.add(title);
        for (Finding finding : findings) {
            page.add(
                    "%-13s %s%s"
                            .formatted(
                                    finding.verdict().word(),
                                    finding.claim().id(),
                                    finding.evidence().shown() ? ": " + finding.measured() : ""));
            page.addAll(PlainText.wrap(finding.claim().statement(), INDENT));
            page.addAll(PlainText.wrap("[" + finding.claim().citation() + "]", INDENT));
            page.addAll(PlainText.wrap("(" + finding.basis() + ")", INDENT));
        }
    }

    static String markdown(Findings findings) {
        return "# Claims\n\n%s\n\n%s\n\n## %s\n\n%s\n## %s\n\n%s"
                .formatted(
                        findings.origin(),
                        findings.tally(),
                        PAPER,
                        markdown(findings.paper()),
                        ARTIFACT,
                        markdown(findings.artifact()));
    }

    private static String markdown(List<Finding> findings) {
        StringBuilder table =
                new StringBuilder(
                        "| verdict | claim | measured [95 %] | reproduced / contradicted if |"
                                + " source says | source | basis |\n|---|---|---|---|---|---|---|\n");
        for (Finding finding : findings) {
            Claim claim = finding.claim();
            table.append("| ")
                    .append(
                            String.join(
                                    " | ",
                                    Stream.of(
                                                    finding.verdict().word(),
                                                    claim.statement(),
                                                    finding.measured(),
                                                    claim.reproduced().text()
                                                            + " / "
                                                            + claim.contradicted().text(),
                                                    claim.number(),
                                                    claim.source(),
                                                    finding.basis())
                                            .map(cell -> cell.replace("|", "\\|"))
                                            .toList()))
                    .append(" |\n");
        }
        return table.toString();
    }

    static String csv(Findings findings) {
        return Csv.of(table(findings));
    }

    /** A row a claim, as {@code data/SCHEMA.md} describes it. */
    static Table table(Findings findings) {
        List<Finding> all =
                Stream.concat(findings.paper().stream(), findings.artifact().stream()).toList();
        return Table.create(
                "claims",
                LongColumn.create(
                        "schema_version", all.stream().mapToLong(_ -> Schema.VERSION).toArray()),
                text("list", all, f -> findings.paper().contains(f) ? "paper" : "artifact"),
                text("claim", all, f -> f.claim().id()),
                text("verdict", all, f -> f.verdict().word()),
                DoubleColumn.create(
                        "estimate",
                        all.stream().mapToDouble(f -> f.evidence().estimate().mean()).toArray()),
                DoubleColumn.create(
                        "low",
                        all.stream().mapToDouble(f -> f.evidence().estimate().low()).toArray()),
                DoubleColumn.create(
                        "high",
                        all.stream().mapToDouble(f -> f.evidence().estimate().high()).toArray()),
                LongColumn.create(
                        "n", all.stream().mapToLong(f -> f.evidence().estimate().n()).toArray()),
                text("reproduced_if", all, f -> f.claim().reproduced().text()),
                text("contradicted_if", all, f -> f.claim().contradicted().text()),
                text("plan", all, f -> f.claim().plan()),
                text("campaign", all, f -> f.evidence().campaign()),
                text("basis", all, Finding::basis),
                text("number", all, f -> f.claim().number()),
                text("source", all, f -> f.claim().source()),
                text("statement", all, f -> f.claim().statement()));
    }

    private static StringColumn text(
            String name, List<Finding> findings, Function<Finding, String> value) {
        return StringColumn.create(name, findings.stream().map(value).toList());
    }
}
