package webarch.analysis.paper;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.PairedCampaign;
import webarch.analysis.PairedRatios;

/**
 * Ratios of warm servers in alternation: {@code best/SERVER/ratio} to µserver, of each server's
 * best configuration, and of a server to itself.
 */
final class PairedMacros {
    private PairedMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns.pairedPlan("best").campaign().ifPresent(of -> best(of, macros));
        campaigns.pairedPlan("aa").campaign().ifPresent(of -> aa(of, macros));
    }

    private static void best(PairedCampaign campaign, Macros macros) {
        PairedRatios level = PairedRatios.of(campaign).getLast();
        Map<String, PairedRatios.Of> byServer = new LinkedHashMap<>();
        level.ratios().stream()
                .sorted(Comparator.comparingDouble(of -> of.ratio().mean()))
                .forEach(of -> byServer.putIfAbsent(of.subject().server(), of));
        byServer.forEach(
                (server, of) -> {
                    macros.text("best/" + server, of.subject().label());
                    macros.estimate("best/" + server + "/ratio", of.ratio());
                    macros.tex("best/" + server + "/phrase", Phrase.of(of.ratio()));
                });
        macros.text("best/first", level.first().label());
        macros.count("best/clients", level.connections());
        macros.count("best/launches", campaign.servers().longColumn("launches").get(0));
        macros.count("best/rounds", campaign.servers().longColumn("rounds").get(0));
        macros.tex(
                "table/best",
                level.ratios().stream()
                        .map(
                                of ->
                                        Tex.of(of.subject().label())
                                                + " & "
                                                + Macros.rounded(of.ratio().mean())
                                                + " & "
                                                + Macros.interval(of.ratio())
                                                + " \\\\")
                        .collect(Collectors.joining("\n")));
    }

    private static void aa(PairedCampaign campaign, Macros macros) {
        PairedRatios level = PairedRatios.of(campaign).getLast();
        if (level.ratios().isEmpty()) {
            return;
        }
        Estimate ratio = level.ratios().getFirst().ratio();
        macros.estimate("aa/ratio", ratio);
        if (ratio.hasInterval()) {
            macros.percent("aa/resolution", Math.max(ratio.high(), 1 / ratio.low()) - 1);
        }
    }
}
