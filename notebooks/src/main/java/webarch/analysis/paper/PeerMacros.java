package webarch.analysis.paper;

import java.util.ArrayList;
import java.util.List;
import webarch.analysis.BlockRatios;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Metric;
import webarch.analysis.Subject;

/** Every other server beside µserver, in one sentence: {@code peers/phrases}. */
final class PeerMacros {
    private PeerMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns.plan("peers").campaign().ifPresent(of -> put(of, macros));
    }

    private static void put(Campaign campaign, Macros macros) {
        BlockRatios cpu = BlockRatios.of(campaign.parts().getFirst().campaign(), Metric.CPU);
        cpu.find("userver")
                .ifPresent(
                        base -> {
                            List<String> phrases = new ArrayList<>();
                            for (Subject subject : cpu.subjects()) {
                                if (!subject.equals(base)) {
                                    phrases.add(
                                            Tex.of(subject.label())
                                                    + " needs "
                                                    + Phrase.of(cpu.ratio(subject, base)));
                                }
                            }
                            macros.tex("peers/phrases", String.join("; ", phrases));
                        });
    }
}
