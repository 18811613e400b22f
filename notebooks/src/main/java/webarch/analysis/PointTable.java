package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The points behind the figures as tables: exact for a program, rounded for a reader. */
public final class PointTable {
    private static final List<Metric> PLOTTED =
            List.of(Metric.REPLIES, Metric.THROUGHPUT, Metric.CPU);

    private PointTable() {}

    /**
     * One row a point, a metric in three columns: its mean and, suffixed {@code _low} and {@code
     * _high}, its interval, empty where there are too few runs for one.
     */
    public static Table exact(Campaign campaign, Collection<String> servers) {
        List<Entry> entries = entries(campaign, servers);
        Table table =
                Table.create(
                        "points",
                        LongColumn.create(
                                "schema_version",
                                entries.stream().mapToLong(_ -> Schema.VERSION).toArray()),
                        text("campaign", entries, _ -> campaign.name()),
                        text("condition", entries, Entry::condition),
                        text("server", entries, entry -> entry.point().subject().server()),
                        text("variant", entries, entry -> entry.point().subject().variant()),
                        text("options", entries, entry -> entry.point().subject().options()),
                        text("axis", entries, entry -> entry.axis().column()),
                        numbers("level", entries, entry -> entry.point().level()),
                        count("runs", entries, entry -> entry.point().runs()),
                        count("saturated_runs", entries, entry -> entry.point().saturatedRuns()));
        for (Metric metric : PLOTTED) {
            table.addColumns(
                    numbers(metric.column(), entries, e -> e.of(metric).mean()),
                    numbers(metric.column() + "_low", entries, e -> e.of(metric).low()),
                    numbers(metric.column() + "_high", entries, e -> e.of(metric).high()));
        }
        return table;
    }

    /** The same for a reader, in the order condition, server, load. */
    public static Table readable(Campaign campaign, Collection<String> servers) {
        List<Entry> entries = entries(campaign, servers);
        Table table = Table.create("points");
        if (entries.stream().anyMatch(entry -> !entry.condition().isEmpty())) {
            table.addColumns(text("condition", entries, Entry::condition));
        }
        return table.addColumns(
                text("server", entries, entry -> entry.point().subject().label()),
                text(title(entries), entries, entry -> entry.axis().tickOf(entry.point().level())),
                text("runs (saturated)", entries, Entry::runs),
                text("replies/s", entries, entry -> readable(entry.of(Metric.REPLIES))),
                text("Mbit/s", entries, entry -> readable(entry.of(Metric.THROUGHPUT))),
                text("CPU µs/request", entries, entry -> readable(entry.of(Metric.CPU))));
    }

    /** Each server's best, and whether it is a capacity. */
    public static Table peaks(Campaign campaign, Collection<String> servers) {
        List<Entry> entries = new ArrayList<>();
        for (ConditionPart part : campaign.parts()) {
            Axis axis = Axis.of(part.campaign());
            for (Peak peak : Peak.of(part.campaign(), servers)) {
                entries.add(new Entry(part.condition(), axis, peak.point(), Map.of()));
            }
        }
        return Table.create(
                "peaks",
                text("server", entries, entry -> entry.point().subject().label()),
                text("best replies/s", entries, entry -> readable(entry.point().estimate())),
                text(title(entries), entries, entry -> entry.axis().tickOf(entry.point().level())),
                text("is a capacity", entries, e -> e.point().saturated() ? "yes" : "no"),
                text("condition", entries, Entry::condition));
    }

    /** A point under a condition, with what each metric is there. */
    private record Entry(
            String condition, Axis axis, Point point, Map<Metric, Estimate> estimates) {
        Estimate of(Metric metric) {
            return estimates.get(metric);
        }

        String runs() {
            return point.runs() + " (" + point.saturatedRuns() + ")";
        }
    }

    private static List<Entry> entries(Campaign campaign, Collection<String> servers) {
        List<Entry> entries = new ArrayList<>();
        for (ConditionPart part : campaign.parts()) {
            Axis axis = Axis.of(part.campaign());
            Map<Metric, List<Point>> points =
                    PLOTTED.stream()
                            .collect(
                                    Collectors.toMap(
                                            metric -> metric,
                                            of -> Points.of(part.campaign(), of, servers, axis)));
            List<Point> first = points.get(PLOTTED.getFirst());
            for (int i = 0; i < first.size(); i++) {
                int at = i;
                entries.add(
                        new Entry(
                                part.condition(),
                                axis,
                                first.get(i),
                                PLOTTED.stream()
                                        .collect(
                                                Collectors.toMap(
                                                        metric -> metric,
                                                        metric ->
                                                                points.get(metric)
                                                                        .get(at)
                                                                        .estimate()))));
            }
        }
        return entries;
    }

    /** What the runs were loaded with, where it is one thing. */
    private static String title(List<Entry> entries) {
        List<String> titles =
                entries.stream().map(entry -> entry.axis().title()).distinct().toList();
        return titles.size() == 1 ? titles.getFirst() : "load";
    }

    private static String readable(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }

    private static StringColumn text(
            String name, List<Entry> entries, Function<Entry, String> value) {
        return StringColumn.create(name, entries.stream().map(value).toList());
    }

    private static LongColumn count(String name, List<Entry> entries, ToLongFunction<Entry> value) {
        return LongColumn.create(name, entries.stream().mapToLong(value).toArray());
    }

    private static DoubleColumn numbers(
            String name, List<Entry> entries, ToDoubleFunction<Entry> value) {
        return DoubleColumn.create(name, entries.stream().mapToDouble(value).toArray());
    }
}
