package webarch.analysis.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.Conditions;
import webarch.analysis.Metric;
import webarch.analysis.Numbers;

/**
 * The candidates for one side of a ratio in a campaign of runs: each configuration at the level of
 * load that the side asks for.
 */
final class RunSelector {
    private final Campaign campaign;
    private final Side side;
    private final Metric metric;

    RunSelector(Campaign campaign, Side side, String metric) {
        this.campaign = campaign;
        this.side = side;
        this.metric = metric(metric);
    }

    List<Selection> candidates() {
        Table runs = campaign.validRuns();
        Map<String, List<Row>> configurations = new TreeMap<>();
        for (int i = 0; i < runs.rowCount(); i++) {
            Row run = runs.row(i);
            if (matches(run) && !Double.isNaN(metric.value(run))) {
                configurations.computeIfAbsent(label(run), _ -> new ArrayList<>()).add(run);
            }
        }
        return configurations.values().stream()
                .map(this::atLevel)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String label(Row run) {
        String variant = run.getString("variant");
        String options = run.getString("options");
        return options.isEmpty() ? variant : variant + " " + options;
    }

    private boolean matches(Row run) {
        return (side.server().isEmpty() || run.getString("server").equals(side.server()))
                && (side.variant().isEmpty() || run.getString("variant").equals(side.variant()))
                && side.admits(run.getString("options"))
                && side.where().entrySet().stream().allMatch(cell -> holds(run, cell));
    }

    private boolean holds(Row run, Map.Entry<String, String> cell) {
        return run.columnNames().contains(cell.getKey())
                && Conditions.text(campaign.validRuns().column(cell.getKey()), run.getRowNumber())
                        .equals(cell.getValue());
    }

    private Optional<Selection> atLevel(List<Row> runs) {
        Map<Load, List<Row>> levels =
                runs.stream()
                        .collect(
                                Collectors.groupingBy(Load::of, TreeMap::new, Collectors.toList()));
        Optional<Map.Entry<Load, List<Row>>> level =
                switch (side.at()) {
                    case "peak" ->
                            levels.entrySet().stream()
                                    .max(Comparator.comparingDouble(l -> replies(l.getValue())));
                    case "most" -> levels.entrySet().stream().reduce((_, last) -> last);
                    case "fewest" -> levels.entrySet().stream().findFirst();
                    default ->
                            levels.entrySet().stream()
                                    .filter(
                                            l ->
                                                    String.valueOf(l.getKey().connections())
                                                            .equals(side.at()))
                                    .findFirst();
                };
        return level.map(of -> selection(of.getKey(), of.getValue()));
    }

    private static double replies(List<Row> runs) {
        return runs.stream().mapToDouble(run -> run.getDouble("replies_per_s")).average().orElse(0);
    }

    private Selection selection(Load load, List<Row> runs) {
        return new Selection(
                Optional.empty(),
                campaign.name(),
                campaign.topology(),
                label(runs.getFirst()) + " " + load.label(),
                runs.stream().allMatch(run -> run.getString("saturation").equals("saturated")),
                runs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        run -> new Repetition(run.getLong("block"), 0),
                                        TreeMap::new,
                                        Collectors.averagingDouble(metric::value))));
    }

    /** A column, or one per another. */
    private static Metric metric(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Metric.of(text)
                : new Metric(text.substring(0, slash), text.substring(slash + 1), text);
    }

    /** A level of load: clients, and where sessions arrive their rate. */
    private record Load(double rate, long connections) implements Comparable<Load> {
        static Load of(Row run) {
            return new Load(
                    run.isMissing("session_rate") ? 0 : run.getDouble("session_rate"),
                    run.getLong("connections"));
        }

        @Override
        public int compareTo(Load other) {
            return Comparator.comparingDouble(Load::rate)
                    .thenComparingLong(Load::connections)
                    .compare(this, other);
        }

        String label() {
            return rate == 0
                    ? "at " + connections + " clients"
                    : "at " + Numbers.rounded(rate) + " sessions/s";
        }
    }
}
