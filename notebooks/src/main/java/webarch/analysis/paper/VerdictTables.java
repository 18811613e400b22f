package webarch.analysis.paper;

import java.util.ArrayList;
import java.util.List;
import webarch.analysis.claims.Finding;
import webarch.analysis.claims.Findings;
import webarch.analysis.claims.Sensitivity;
import webarch.analysis.claims.Verdict;

/** {@code table/verdicts}: each claim of the paper; {@code table/sensitivity}: some, again. */
final class VerdictTables {
    private VerdictTables() {}

    static void put(Findings findings, Sensitivity sensitivity, Macros macros) {
        Table verdicts = new Table();
        for (Finding finding : findings.paper()) {
            verdicts.row(
                    Tex.of(finding.claim().statement()),
                    Tex.of(finding.claim().number()),
                    finding.evidence().shown() ? Table.cell(finding.evidence().estimate()) : "--",
                    Tex.of(finding.verdict().word()));
        }
        verdicts.put("verdicts", 4, macros);
        Table settings = new Table();
        List<String> head = new ArrayList<>(List.of("claim"));
        sensitivity.settings().forEach(setting -> head.add(Tex.of(setting.name())));
        settings.head(head);
        for (Sensitivity.Row row : sensitivity.rows()) {
            List<String> cells = new ArrayList<>(List.of(Tex.of(row.statement())));
            row.findings().forEach(finding -> cells.add(cell(finding)));
            settings.row(cells);
        }
        settings.put("sensitivity", 1 + sensitivity.settings().size(), macros);
        macros.count("sensitivity/changed", changed(sensitivity));
        macros.count("sensitivity/decided", decided(sensitivity));
        macros.count("sensitivity/missing", missing(sensitivity));
    }

    private static String cell(Finding finding) {
        return finding.evidence().shown()
                ? Macros.rounded(finding.evidence().estimate().mean())
                        + "\\,"
                        + letter(finding.verdict())
                : "--";
    }

    private static String letter(Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED -> "R";
            case CONTRADICTED -> "C";
            case UNDECIDED -> "u";
            case NOT_SHOWN -> "--";
        };
    }

    /** Cells that decide the contrary of what their row decides. */
    private static long changed(Sensitivity sensitivity) {
        return sensitivity.rows().stream()
                .mapToLong(
                        row ->
                                row.findings().stream()
                                        .filter(finding -> contrary(row, finding))
                                        .count())
                .sum();
    }

    private static boolean contrary(Sensitivity.Row row, Finding finding) {
        Verdict decided = row.findings().getFirst().verdict();
        return decides(decided) && decides(finding.verdict()) && finding.verdict() != decided;
    }

    private static boolean decides(Verdict verdict) {
        return verdict == Verdict.REPRODUCED || verdict == Verdict.CONTRADICTED;
    }

    /** Cells beside the first that decide anything. */
    private static long decided(Sensitivity sensitivity) {
        return sensitivity.rows().stream()
                .mapToLong(
                        row ->
                                row.findings().stream()
                                        .skip(1)
                                        .filter(finding -> decides(finding.verdict()))
                                        .count())
                .sum();
    }

    private static long missing(Sensitivity sensitivity) {
        return sensitivity.rows().stream()
                .mapToLong(
                        row ->
                                row.findings().stream()
                                        .filter(f -> f.verdict() == Verdict.NOT_SHOWN)
                                        .count())
                .sum();
    }
}
