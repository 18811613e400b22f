package webarch.harness.load;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import webarch.harness.csv.Column;

/** What a load alone can tell, for {@code runs.csv} and the CSV of a single load alike. */
public final class LoadColumns {
    /** In the order of {@code runs.csv}. */
    public static final List<Column<LoadWindow>> ALL =
            Stream.of(counts(), errors(), rates(), latency()).flatMap(List::stream).toList();

    private LoadColumns() {}

    private static List<Column<LoadWindow>> counts() {
        return List.of(
                column("warmup_s", LoadWindow::warmupSeconds),
                column("warmup_replies", w -> w.warmup().replies()),
                column("duration_s", LoadWindow::seconds),
                column("requests", LoadWindow::requests),
                column("replies", LoadWindow::replies),
                column("errors", w -> w.totals().errorCount()));
    }

    private static List<Column<LoadWindow>> errors() {
        return Arrays.stream(ErrorKind.values())
                .map(kind -> column(kind.column(), w -> w.totals().errors().get(kind)))
                .toList();
    }

    private static List<Column<LoadWindow>> rates() {
        return List.of(
                column("connects", w -> w.totals().connects()),
                column("replies_per_s", LoadWindow::repliesPerSecond),
                column("throughput_mbps", LoadWindow::throughputMbps),
                column("bytes_per_reply", LoadWindow::bytesPerReply));
    }

    private static List<Column<LoadWindow>> latency() {
        return List.of(
                column("latency_mean_us", LoadWindow::latencyMeanMicros),
                column("latency_p50_us", w -> w.latencyMicros(50)),
                column("latency_p90_us", w -> w.latencyMicros(90)),
                column("latency_p99_us", w -> w.latencyMicros(99)),
                column("latency_max_us", w -> w.latencyMicros(100)),
                column("little_residual", LoadWindow::littleResidual));
    }

    private static Column<LoadWindow> column(String name, Function<LoadWindow, ?> value) {
        return new Column<>(name, value);
    }
}
