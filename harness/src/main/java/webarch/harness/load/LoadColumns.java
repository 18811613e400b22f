package webarch.harness.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import webarch.harness.csv.Column;

/** What a load alone can tell, for {@code runs.csv} and the CSV of a single load alike. */
public final class LoadColumns {
    /** In the order of {@code runs.csv}. */
    public static final List<Column<LoadWindow>> ALL =
            Stream.of(counts(), errors(), rates(), latency(), clients())
                    .flatMap(List::stream)
                    .toList();

    private LoadColumns() {}

    private static List<Column<LoadWindow>> counts() {
        return List.of(
                column(
                        "session_rate",
                        w -> w.sessionRate().map(SessionRate::perSecond).orElse(null)),
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
                column("sessions", w -> w.totals().sessions().begun()),
                column("sessions_not_begun", w -> w.totals().sessions().notBegun()),
                column("replies_per_s", LoadWindow::repliesPerSecond),
                column("throughput_mbps", LoadWindow::throughputMbps),
                column("bytes_per_reply", LoadWindow::bytesPerReply));
    }

    private static List<Column<LoadWindow>> latency() {
        List<Column<LoadWindow>> columns = new ArrayList<>();
        columns.add(column("latency_mean_us", LoadWindow::latencyMeanMicros));
        columns.addAll(percentiles("latency", LoadWindow::latency));
        columns.add(
                column("response_mean_us", w -> LoadWindow.meanMicros(w.measured().response())));
        columns.addAll(percentiles("response", w -> w.measured().response()));
        return columns;
    }

    private static List<Column<LoadWindow>> percentiles(
            String of, Function<LoadWindow, Histogram> values) {
        return List.of(
                column(of + "_p50_us", w -> LoadWindow.micros(values.apply(w), 50)),
                column(of + "_p90_us", w -> LoadWindow.micros(values.apply(w), 90)),
                column(of + "_p99_us", w -> LoadWindow.micros(values.apply(w), 99)),
                column(of + "_max_us", w -> LoadWindow.micros(values.apply(w), 100)));
    }

    private static List<Column<LoadWindow>> clients() {
        return List.of(
                column("thinking_clients", LoadWindow::thinkingClients),
                column("load_pause_max_ms", LoadWindow::longestPauseMillis),
                column("load_pause_ms", LoadWindow::pauseMillis),
                column("little_residual", LoadWindow::littleResidual));
    }

    private static Column<LoadWindow> column(String name, Function<LoadWindow, ?> value) {
        return new Column<>(name, value);
    }
}
