package webarch.harness.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadColumns;
import webarch.harness.load.LoadWindow;

/**
 * The text of {@code hosts.csv}: a row for each load host, and one for all of them, whose counts
 * are the sums of theirs.
 */
final class HostsCsv {
    private static final List<String> LOAD =
            List.of(
                    "duration_s",
                    "requests",
                    "replies",
                    "errors",
                    "connects",
                    "sessions",
                    "replies_per_s",
                    "throughput_mbps",
                    "latency_mean_us",
                    "latency_p50_us",
                    "latency_p99_us",
                    "latency_max_us");

    private record Row(
            String host, LoadWindow window, int cpus, double cpuSeconds, double startMicros) {}

    static final List<String> NAMES = Csv.names(columns());

    private HostsCsv() {}

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION));
        columns.add(new Column<>("host", Row::host));
        columns.add(new Column<>("connections", r -> r.window.connections()));
        for (String name : LOAD) {
            Function<LoadWindow, ?> value =
                    LoadColumns.ALL.stream()
                            .filter(column -> column.name().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .value();
            columns.add(new Column<>(name, r -> value.apply(r.window)));
        }
        columns.add(new Column<>("latencies", r -> r.window.latency().getTotalCount()));
        columns.add(new Column<>("received_bytes", r -> r.window.totals().receivedBytes()));
        columns.add(new Column<>("load_cpu_s", Row::cpuSeconds));
        columns.add(
                new Column<>("load_utilisation", r -> r.cpuSeconds / r.window.seconds() / r.cpus));
        columns.add(new Column<>("start_us", Row::startMicros));
        return columns;
    }

    static String text(List<HostShare> shares, LoadWindow whole) {
        Stream<Row> each =
                shares.stream()
                        .map(
                                s ->
                                        new Row(
                                                Integer.toString(s.number()),
                                                s.window(),
                                                s.cpus(),
                                                s.cpuSeconds(),
                                                s.startMicros()));
        Row all =
                new Row(
                        "all",
                        whole,
                        shares.stream().mapToInt(HostShare::cpus).sum(),
                        shares.stream().mapToDouble(HostShare::cpuSeconds).sum(),
                        shares.stream().mapToDouble(HostShare::startMicros).max().orElse(0));
        return Csv.text(columns(), Stream.concat(each, Stream.of(all)).toList());
    }
}
