package webarch.analysis.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import webarch.analysis.claims.Finding;

/**
 * A claim with what became of it here and in the reference.
 *
 * @param id of the claim
 * @param statement of the claim
 * @param source who says it, and in which words
 * @param reproduced what the whole interval has to meet
 * @param contradicted what it has to meet for the contrary
 * @param here the verdict of these campaigns
 * @param there that of the reference, null where there is none
 */
public record VerdictRow(
        String id,
        String statement,
        String source,
        String reproduced,
        String contradicted,
        Side here,
        Side there) {

    /**
     * One verdict.
     *
     * @param word for a reader
     * @param mark a sign that tells it without colour
     * @param measured the estimate with its interval, empty where nothing is shown
     * @param basis what was compared, or why nothing was
     */
    public record Side(String word, String mark, String measured, String basis) {
        static Side of(Finding finding) {
            return new Side(
                    finding.verdict().word(),
                    switch (finding.verdict()) {
                        case REPRODUCED -> "✓";
                        case CONTRADICTED -> "✗";
                        case UNDECIDED -> "?";
                        case NOT_SHOWN -> "–";
                    },
                    finding.evidence().shown() ? finding.measured() : "",
                    finding.basis());
        }

        /** A name for the style sheet. */
        public String style() {
            return word.replace(' ', '-');
        }
    }

    static List<VerdictRow> of(List<Finding> here, List<Finding> there) {
        Map<String, Finding> byId =
                there.stream().collect(Collectors.toMap(Finding::id, Function.identity()));
        return here.stream()
                .map(finding -> of(finding, Optional.ofNullable(byId.get(finding.id()))))
                .toList();
    }

    private static VerdictRow of(Finding here, Optional<Finding> there) {
        return new VerdictRow(
                here.id(),
                here.claim().statement(),
                here.claim().citation(),
                here.claim().reproduced().text(),
                here.claim().contradicted().text(),
                Side.of(here),
                there.map(Side::of).orElse(null));
    }
}
