package webarch.analysis.paper;

import java.util.Comparator;
import java.util.List;
import webarch.analysis.BlockRatios;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.Metric;
import webarch.analysis.Subject;

/**
 * The best and the worst configuration of each architecture by CPU time per request: {@code
 * tuning/SERVER/ratio}, {@code table/tuning}.
 */
final class TuningMacros {
    private static final List<String> ARCHITECTURES = List.of("userver", "knot", "watpipe");

    private TuningMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        Table table = new Table();
        for (String server : ARCHITECTURES) {
            campaigns
                    .plan("tuning-" + server)
                    .campaign()
                    .ifPresent(campaign -> put(server, campaign, table, macros));
        }
        if (!table.isEmpty()) {
            table.put("tuning", 5, macros);
        }
    }

    private static void put(String server, Campaign campaign, Table table, Macros macros) {
        BlockRatios cpu = BlockRatios.of(campaign.parts().getFirst().campaign(), Metric.CPU);
        List<Subject> ranking =
                cpu.subjects().stream()
                        .filter(subject -> cpu.mean(subject).n() > 0)
                        .sorted(Comparator.comparingDouble(subject -> cpu.mean(subject).mean()))
                        .toList();
        Subject best = ranking.getFirst();
        Subject worst = ranking.getLast();
        Estimate ratio = cpu.ratio(worst, best);
        macros.estimate("tuning/" + server + "/ratio", ratio);
        macros.text("tuning/" + server + "/best", best.label());
        macros.text("tuning/" + server + "/worst", worst.label());
        table.row(
                Tex.of(new Subject(server, server, "", "").label()),
                String.valueOf(ranking.size()),
                Tex.of(best.label()),
                Tex.of(worst.label()),
                Table.cell(ratio));
    }
}
