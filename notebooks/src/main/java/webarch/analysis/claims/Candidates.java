package webarch.analysis.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Conditions;
import webarch.analysis.Metric;
import webarch.analysis.PlanData;

/**
 * All that one side of a ratio may be: each of its configurations under each load.
 *
 * <pre>
 *   campaign ── Selector ──(configuration, load)── Candidates ──(at, pick)── Selection
 * </pre>
 *
 * @param gap why the side cannot be chosen, if it cannot
 */
record Candidates(Side side, Metric metric, List<Selection> all, String gap) {

    /**
     * In the plan's campaign, of whichever kind it is.
     *
     * @param plan the claim's
     * @param metric the ratio's
     */
    static Candidates of(CampaignCollection campaigns, Side side, String plan, String metric) {
        String name = side.planOr(plan);
        Metric of = Metric.of(side.metricOr(metric));
        PlanData<Campaign> runs = campaigns.plan(name);
        Optional<Selector> selector =
                runs.campaign()
                        .<Selector>map(campaign -> RunSelector.of(campaign, side))
                        .or(
                                () ->
                                        campaigns
                                                .pairedPlan(name)
                                                .campaign()
                                                .map(paired -> new SliceSelector(paired, side)));
        return selector.map(
                        from ->
                                new Candidates(
                                        side,
                                        of,
                                        selections(from, side, of),
                                        "plan %s has no valid run of %s with %s"
                                                .formatted(name, side.label(), of.label())))
                .orElseGet(() -> new Candidates(side, of, List.of(), runs.gap()));
    }

    private static List<Selection> selections(Selector from, Side side, Metric metric) {
        Table table = from.rows();
        if (!metric.isOf(table)) {
            return List.of();
        }
        Map<String, Map<Load, List<Row>>> rows = new TreeMap<>();
        for (int i = 0; i < table.rowCount(); i++) {
            Row row = table.row(i);
            if (from.admits(row) && meets(table, row, side) && !Double.isNaN(metric.value(row))) {
                rows.computeIfAbsent(from.configuration(row), _ -> new TreeMap<>())
                        .computeIfAbsent(Load.of(row), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Selection> selections = new ArrayList<>();
        rows.forEach(
                (configuration, loads) ->
                        loads.forEach(
                                (load, same) ->
                                        selections.add(
                                                new Selection(
                                                        from.campaign(),
                                                        configuration,
                                                        load,
                                                        same.stream().allMatch(from::saturated),
                                                        metric,
                                                        same))));
        return List.copyOf(selections);
    }

    private static boolean meets(Table table, Row row, Side side) {
        return side.admits(row.getString("options"))
                && side.where().entrySet().stream().allMatch(cell -> holds(table, row, cell));
    }

    private static boolean holds(Table table, Row row, Map.Entry<String, String> cell) {
        return table.columnNames().contains(cell.getKey())
                && Conditions.text(table.column(cell.getKey()), row.getRowNumber())
                        .equals(cell.getValue());
    }

    Set<Load> loads() {
        return all.stream().map(Selection::load).collect(Collectors.toSet());
    }

    /** Only those under loads that the other side has too. */
    Candidates under(Set<Load> loads) {
        return new Candidates(
                side,
                metric,
                all.stream().filter(of -> loads.contains(of.load())).toList(),
                all.isEmpty() ? gap : gap + " under a load that both sides have");
    }

    /** Of each configuration the load that the side asks for; of these the one that it picks. */
    Optional<Selection> chosen() {
        Map<String, List<Selection>> configurations =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Selection::configuration,
                                        TreeMap::new,
                                        Collectors.toList()));
        Comparator<Selection> byGoodness = Comparator.comparingDouble(Selection::mean);
        boolean largest = metric.moreIsBetter() == (side.pick() == Side.Pick.BEST);
        return configurations.values().stream()
                .map(this::atLoad)
                .flatMap(Optional::stream)
                .max(largest ? byGoodness : byGoodness.reversed());
    }

    private Optional<Selection> atLoad(List<Selection> loads) {
        Comparator<Selection> byLoad = Comparator.comparing(Selection::load);
        return switch (side.at()) {
            // Where the load is the other side's, no more than one is left.
            case Side.PEAK, Side.SAME ->
                    loads.stream().max(Comparator.comparingDouble(of -> of.mean(Metric.REPLIES)));
            case "most" -> loads.stream().max(byLoad);
            case "fewest" -> loads.stream().min(byLoad);
            default ->
                    loads.stream()
                            .filter(of -> String.valueOf(of.load().connections()).equals(side.at()))
                            .findFirst();
        };
    }
}
