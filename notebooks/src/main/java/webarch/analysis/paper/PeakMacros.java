package webarch.analysis.paper;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import webarch.analysis.Axis;
import webarch.analysis.BlockRatios;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Metric;
import webarch.analysis.Peak;
import webarch.analysis.Subject;

/** Each server where it answers most, in memory: {@code peaks/SERVER/replies} and so on. */
final class PeakMacros {
    private static final List<String> SERVERS = List.of("userver", "knot", "watpipe", "netty");

    private PeakMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns.plan("throughput", "smoke").campaign().ifPresent(of -> put(of, macros));
    }

    private static void put(Campaign campaign, Macros macros) {
        Campaign part = campaign.parts().getFirst().campaign();
        List<Peak> peaks =
                Peak.of(part, List.of()).stream()
                        .filter(peak -> SERVERS.contains(peak.point().subject().variant()))
                        .toList();
        BlockRatios cpu = BlockRatios.of(part, Metric.CPU);
        BlockRatios bytes = BlockRatios.of(part, Metric.THROUGHPUT);
        Axis axis = Axis.of(part);
        macros.text("peaks", campaign.name());
        macros.text("peaks/workload", campaign.workload());
        for (Peak peak : peaks) {
            Subject subject = peak.point().subject();
            String name = "peaks/" + subject.variant();
            macros.estimate(name + "/replies", peak.point().estimate());
            macros.text(name + "/clients", axis.tickOf(peak.point().level()));
            macros.estimate(name + "/cpu", cpu.mean(subject));
            macros.estimate(name + "/mbps", bytes.mean(subject));
            macros.text(name + "/bound", peak.isCapacity() ? "yes" : "no");
        }
        macros.count("peaks/capacities", peaks.stream().filter(Peak::isCapacity).count());
        macros.tex(
                "peaks/order",
                peaks.stream()
                        .sorted(Comparator.comparingDouble(peak -> -peak.point().estimate().mean()))
                        .map(
                                peak ->
                                        Tex.of(peak.point().subject().label())
                                                + " ("
                                                + Macros.rounded(peak.point().estimate().mean())
                                                + ")")
                        .collect(Collectors.joining(", ")));
        macros.tex(
                "table/peaks",
                peaks.stream().map(peak -> row(peak, axis, cpu)).collect(Collectors.joining("\n")));
    }

    private static String row(Peak peak, Axis axis, BlockRatios cpu) {
        Subject subject = peak.point().subject();
        return "%s & %s %s & %s & %s & %s %s \\\\"
                .formatted(
                        Tex.of(subject.label()),
                        Macros.rounded(peak.point().estimate().mean()),
                        Macros.interval(peak.point().estimate()),
                        Tex.of(axis.tickOf(peak.point().level())),
                        peak.isCapacity() ? "yes" : "no",
                        Macros.rounded(cpu.mean(subject).mean()),
                        Macros.interval(cpu.mean(subject)));
    }
}
