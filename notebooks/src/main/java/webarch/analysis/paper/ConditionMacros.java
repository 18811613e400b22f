package webarch.analysis.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import webarch.analysis.BlockRatios;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Estimate;
import webarch.analysis.Metric;
import webarch.analysis.Subject;

/**
 * Tables of configurations under conditions that are never pooled: {@code table/disk} over the
 * storage, {@code table/cpus} over the server's CPUs, {@code table/workloads} over what is asked
 * for.
 */
final class ConditionMacros {
    /** {@code 0-1} before {@code 0-15}. */
    private static final Comparator<String> SHORTEST_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private ConditionMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns.plan("disk").campaign().ifPresent(of -> replies(of, "storage", "disk", macros));
        campaigns
                .plan("cpus")
                .campaign()
                .ifPresent(of -> replies(of, "server_cpus", "cpus", macros));
        campaigns.plan("workloads").campaign().ifPresent(of -> workloads(of, macros));
    }

    /** Replies per second, a row a configuration and a column a condition. */
    private static void replies(Campaign campaign, String column, String name, Macros macros) {
        Map<String, BlockRatios> conditions = by(campaign, column, Metric.REPLIES);
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("configuration"));
        conditions.keySet().forEach(condition -> head.add(Tex.of(condition)));
        table.head(head);
        for (String variant : variants(conditions)) {
            List<String> cells = new ArrayList<>(List.of(Tex.of(label(variant))));
            conditions
                    .values()
                    .forEach(
                            of ->
                                    cells.add(
                                            of.find(variant)
                                                    .map(of::mean)
                                                    .map(Table::cell)
                                                    .orElse("--")));
            table.row(cells);
        }
        table.put(name, 1 + conditions.size(), macros);
    }

    /** Ratios to µserver, a row a workload and a column a server. */
    private static void workloads(Campaign campaign, Macros macros) {
        Map<String, BlockRatios> workloads = by(campaign, "workload", Metric.CPU);
        List<String> servers =
                variants(workloads).stream().filter(server -> !server.equals("userver")).toList();
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("workload", Tex.of("µserver (µs)")));
        servers.forEach(server -> head.add(Tex.of(label(server))));
        table.head(head);
        workloads.forEach(
                (workload, cpu) ->
                        cpu.find("userver")
                                .ifPresent(
                                        base -> table.row(ratios(workload, cpu, base, servers))));
        table.put("workloads", 2 + servers.size(), macros);
    }

    private static List<String> ratios(
            String workload, BlockRatios cpu, Subject base, List<String> servers) {
        List<String> cells = new ArrayList<>(List.of(Tex.of(workload)));
        cells.add(Macros.rounded(cpu.mean(base).mean()));
        for (String server : servers) {
            Estimate ratio = cpu.find(server).map(of -> cpu.ratio(of, base)).orElse(Estimate.NONE);
            cells.add(Table.cell(ratio));
        }
        return cells;
    }

    private static Map<String, BlockRatios> by(Campaign campaign, String column, Metric metric) {
        Map<String, BlockRatios> conditions = new TreeMap<>(SHORTEST_FIRST);
        for (String value : campaign.values(column)) {
            Campaign part = campaign.where(column, value);
            if (!part.validRuns().isEmpty()) {
                conditions.put(value, BlockRatios.of(part, metric));
            }
        }
        return conditions;
    }

    private static Set<String> variants(Map<String, BlockRatios> conditions) {
        Set<String> variants = new LinkedHashSet<>();
        conditions.values().stream()
                .flatMap(of -> of.subjects().stream())
                .sorted()
                .forEach(subject -> variants.add(subject.variant()));
        return variants;
    }

    private static String label(String variant) {
        return new Subject(variant, variant, "", "").label();
    }
}
