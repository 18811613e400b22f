package webarch.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
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
        List<Point> points = Points.of(campaign, PLOTTED.getFirst(), servers);
        Table table =
                Table.create(
                        "points",
                        LongColumn.create(
                                "schema_version",
                                points.stream().mapToLong(_ -> Schema.VERSION).toArray()),
                        text("campaign", points.stream().map(_ -> campaign.name()).toList()),
                        text("server", points.stream().map(p -> p.subject().server()).toList()),
                        text("options", points.stream().map(p -> p.subject().options()).toList()),
                        count("connections", points.stream().map(Point::connections).toList()),
                        count("runs", points.stream().map(Point::runs).toList()),
                        count(
                                "saturated_runs",
                                points.stream().map(Point::saturatedRuns).toList()));
        for (Metric metric : PLOTTED) {
            addEstimates(table, metric, Points.of(campaign, metric, servers));
        }
        return table;
    }

    /** The same for a reader, in the order server, clients. */
    public static Table readable(Campaign campaign, Collection<String> servers) {
        Table exact = exact(campaign, servers);
        StringColumn server = StringColumn.create("server");
        StringColumn clients = StringColumn.create("clients");
        StringColumn runs = StringColumn.create("runs (saturated)");
        Map<Metric, StringColumn> values =
                Map.of(
                        Metric.REPLIES, StringColumn.create("replies/s"),
                        Metric.THROUGHPUT, StringColumn.create("Mbit/s"),
                        Metric.CPU, StringColumn.create("CPU µs/request"));
        for (Row row : exact) {
            server.append(new Subject(row.getString("server"), row.getString("options")).label());
            clients.append(String.valueOf(row.getLong("connections")));
            runs.append(row.getLong("runs") + " (" + row.getLong("saturated_runs") + ")");
            values.forEach((metric, column) -> column.append(readable(row, metric)));
        }
        Table table = Table.create("points", server, clients, runs);
        PLOTTED.forEach(metric -> table.addColumns(values.get(metric)));
        return table;
    }

    /** Each server's best, and whether it is a capacity. */
    public static Table peaks(Campaign campaign, Collection<String> servers) {
        StringColumn server = StringColumn.create("server");
        StringColumn best = StringColumn.create("best replies/s");
        StringColumn clients = StringColumn.create("clients");
        StringColumn capacity = StringColumn.create("is a capacity");
        for (Peak peak : Peak.of(campaign, servers)) {
            Estimate estimate = peak.point().estimate();
            server.append(peak.point().subject().label());
            best.append(Numbers.estimate(estimate.mean(), estimate.low(), estimate.high()));
            clients.append(String.valueOf(peak.point().connections()));
            capacity.append(peak.isCapacity() ? "yes" : "no");
        }
        return Table.create("peaks", server, best, clients, capacity);
    }

    private static String readable(Row row, Metric metric) {
        return Numbers.estimate(
                row.getDouble(metric.column()),
                row.getDouble(metric.column() + "_low"),
                row.getDouble(metric.column() + "_high"));
    }

    private static void addEstimates(Table table, Metric metric, List<Point> points) {
        List<Estimate> estimates = points.stream().map(Point::estimate).toList();
        table.addColumns(
                DoubleColumn.create(
                        metric.column(), estimates.stream().mapToDouble(Estimate::mean).toArray()),
                DoubleColumn.create(
                        metric.column() + "_low",
                        estimates.stream().mapToDouble(Estimate::low).toArray()),
                DoubleColumn.create(
                        metric.column() + "_high",
                        estimates.stream().mapToDouble(Estimate::high).toArray()));
    }

    private static StringColumn text(String name, List<String> values) {
        return StringColumn.create(name, values);
    }

    private static LongColumn count(String name, List<Integer> values) {
        return LongColumn.create(name, values.stream().mapToLong(Integer::longValue).toArray());
    }
}
