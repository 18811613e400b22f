package webarch.analysis.paper;

import java.util.List;
import webarch.analysis.Estimate;
import webarch.analysis.claims.Finding;
import webarch.analysis.claims.Findings;
import webarch.analysis.claims.Verdict;

/**
 * What became of each claim: {@code claim/ID/verdict}, and where data show something {@code
 * claim/ID/ratio} with its interval; of each list {@code claims/LIST/VERDICT}, how many.
 */
final class ClaimMacros {
    private ClaimMacros() {}

    static void put(Findings findings, Macros macros) {
        put("paper", findings.paper(), macros);
        put("artifact", findings.artifact(), macros);
    }

    private static void put(String list, List<Finding> findings, Macros macros) {
        macros.count("claims/" + list, findings.size());
        for (Verdict verdict : Verdict.values()) {
            macros.count(
                    "claims/" + list + "/" + verdict.word().replace(' ', '-'),
                    findings.stream().filter(f -> f.verdict() == verdict).count());
        }
        for (Finding finding : findings) {
            String name = "claim/" + finding.id();
            macros.text(name + "/verdict", finding.verdict().word());
            Estimate estimate = finding.evidence().estimate();
            if (finding.evidence().shown()) {
                macros.tex(name, "shown");
                macros.estimate(name + "/ratio", estimate);
                macros.text(name + "/basis", finding.basis());
            }
        }
    }
}
