package webarch.harness.load;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.workload.RequestLog;

/**
 * The result of one load, for people and as a row with those columns of {@code runs.csv} that the
 * load alone can know. Immutable.
 *
 * @param transport of the load
 * @param cpuSeconds CPU time of the load's process in the window
 */
record LoadReport(
        RequestLog log, long seed, Transport transport, LoadWindow window, double cpuSeconds) {
    private static final List<Column<LoadReport>> COLUMNS =
            Stream.of(
                            List.of(
                                    column("schema_version", _ -> Csv.SCHEMA_VERSION),
                                    column("seed", LoadReport::seed),
                                    column("workload", r -> r.log.name()),
                                    column("workload_sha256", r -> r.log.sha256()),
                                    column("connections", r -> r.window.connections()),
                                    column("load_transport", r -> r.transport.label())),
                            LoadColumns.ALL.stream()
                                    .map(column -> column.in(LoadReport::measured))
                                    .toList(),
                            List.of(column("load_utilisation", LoadReport::utilisation)))
                    .flatMap(List::stream)
                    .toList();

    private static Column<LoadReport> column(String name, Function<LoadReport, ?> value) {
        return new Column<>(name, value);
    }

    private Optional<LoadWindow> measured() {
        return Optional.of(window);
    }

    void print(PrintWriter out) {
        LoadSnapshot totals = window.totals();
        out.printf(Locale.ROOT, "workload    %s, request log %s%n", log.name(), log.sha256());
        out.printf(
                Locale.ROOT,
                "clients     %s for %.1f s after %.1f s of warm-up%n",
                clients(),
                window.seconds(),
                window.warmupSeconds());
        out.printf(
                Locale.ROOT,
                "replies     %d, %.0f replies/s, %.1f Mbit/s, %.0f bytes a reply%n",
                totals.replies(),
                window.repliesPerSecond(),
                window.throughputMbps(),
                window.bytesPerReply());
        out.printf(
                Locale.ROOT,
                "errors      %d%s%n",
                totals.errorCount(),
                totals.errorCount() == 0 ? "" : ": " + totals.errorsByKind());
        out.printf(
                Locale.ROOT,
                "connects    %d; %d sessions begun, %d not for want of a client%n",
                totals.connects(),
                totals.sessions().begun(),
                totals.sessions().notBegun());
        print(out, "latency", window.latency());
        if (window.sessionRate().isPresent()) {
            print(out, "response", window.measured().response());
            out.println("            (response: from when the request should have been sent)");
        } else {
            out.println(
                    "            (closed loop: a server that stalls is asked less often meanwhile,"
                            + " so these flatter it: coordinated omission)");
        }
        out.printf(
                Locale.ROOT,
                "load        %.0f %% of its CPUs busy; held up for %.0f ms, %.0f ms at most%n",
                100 * utilisation(),
                window.pauseMillis(),
                window.longestPauseMillis());
        out.printf(
                Locale.ROOT,
                "thinking    %.1f clients on average; Little's law off by %.2f %%%n",
                window.thinkingClients(),
                100 * window.littleResidual());
    }

    private String clients() {
        return window.sessionRate()
                .map(
                        rate ->
                                String.format(
                                        Locale.ROOT,
                                        "%s sessions/s, at most %d at a time,",
                                        rate.perSecond(),
                                        window.connections()))
                .orElse(Integer.toString(window.connections()));
    }

    private static void print(PrintWriter out, String what, Histogram values) {
        out.printf(
                Locale.ROOT,
                "%-11s mean %.0f µs, p50 %.0f, p90 %.0f, p99 %.0f, max %.0f%n",
                what,
                LoadWindow.meanMicros(values),
                LoadWindow.micros(values, 50),
                LoadWindow.micros(values, 90),
                LoadWindow.micros(values, 99),
                LoadWindow.micros(values, 100));
    }

    private double utilisation() {
        return cpuSeconds / window.seconds() / Runtime.getRuntime().availableProcessors();
    }

    String csv() {
        return Csv.header(COLUMNS) + Csv.row(COLUMNS, this);
    }

    String classes() {
        return ClassesCsv.text(log.fileSet().classes(), window);
    }
}
