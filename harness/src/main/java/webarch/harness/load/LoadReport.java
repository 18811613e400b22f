package webarch.harness.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import webarch.harness.workload.RequestLog;

/**
 * The result of one load, for people and as a row with those columns of {@code runs.csv} that the
 * load alone can know.
 *
 * @param warmup what happened before the window
 * @param cpuSeconds CPU time of the load's process in the window
 */
record LoadReport(
        RequestLog log, long seed, LoadSnapshot warmup, LoadWindow window, double cpuSeconds) {
    private static final int SCHEMA_VERSION = 1;

    void print(PrintWriter out) {
        LoadSnapshot totals = window.totals();
        out.printf(Locale.ROOT, "workload    %s, request log %s%n", log.name(), log.sha256());
        out.printf(
                Locale.ROOT,
                "clients     %d for %.1f s after %.1f s of warm-up%n",
                window.connections(),
                window.seconds(),
                warmup.nanoTime() / 1e9);
        out.printf(
                Locale.ROOT,
                "replies     %d, %.0f replies/s, %.1f Mbit/s, %.0f bytes a reply%n",
                totals.replies(),
                window.repliesPerSecond(),
                window.throughputMbps(),
                window.bytesPerReply());
        out.printf(Locale.ROOT, "errors      %d%s%n", totals.errorCount(), errorsByKind(totals));
        out.printf(Locale.ROOT, "connects    %d%n", totals.connects());
        out.printf(
                Locale.ROOT,
                "latency     mean %.0f µs, p50 %.0f, p90 %.0f, p99 %.0f, max %.0f%n",
                window.latencyMeanMicros(),
                window.latencyMicros(50),
                window.latencyMicros(90),
                window.latencyMicros(99),
                window.latencyMicros(100));
        out.printf(
                Locale.ROOT,
                "            (closed loop: a server that stalls is asked less often meanwhile,"
                        + " so these flatter it: coordinated omission)%n");
        out.printf(Locale.ROOT, "load        %.0f %% of its CPUs busy%n", 100 * utilisation());
    }

    private static String errorsByKind(LoadSnapshot totals) {
        StringBuilder kinds = new StringBuilder();
        totals.errors()
                .forEach(
                        (kind, count) -> {
                            if (count > 0) {
                                kinds.append(kinds.isEmpty() ? ": " : ", ");
                                kinds.append(count).append(' ').append(label(kind));
                            }
                        });
        return kinds.toString();
    }

    private static String label(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private double utilisation() {
        return cpuSeconds / window.seconds() / Runtime.getRuntime().availableProcessors();
    }

    void writeCsv(Path file) throws IOException {
        Map<String, Object> row = row();
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        try (Writer out = Files.newBufferedWriter(file)) {
            format.printRecord(out, row.keySet().toArray());
            format.printRecord(out, row.values().toArray());
        }
    }

    private Map<String, Object> row() {
        LoadSnapshot totals = window.totals();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("schema_version", SCHEMA_VERSION);
        row.put("seed", seed);
        row.put("workload", log.name());
        row.put("workload_sha256", log.sha256());
        row.put("connections", window.connections());
        row.put("warmup_s", number(warmup.nanoTime() / 1e9));
        row.put("warmup_replies", warmup.replies());
        row.put("duration_s", number(window.seconds()));
        row.put("requests", window.requests());
        row.put("replies", totals.replies());
        row.put("errors", totals.errorCount());
        totals.errors().forEach((kind, count) -> row.put(kind.column(), count));
        row.put("connects", totals.connects());
        row.put("replies_per_s", number(window.repliesPerSecond()));
        row.put("throughput_mbps", number(window.throughputMbps()));
        row.put("bytes_per_reply", number(window.bytesPerReply()));
        row.put("latency_mean_us", number(window.latencyMeanMicros()));
        row.put("latency_p50_us", number(window.latencyMicros(50)));
        row.put("latency_p90_us", number(window.latencyMicros(90)));
        row.put("latency_p99_us", number(window.latencyMicros(99)));
        row.put("latency_max_us", number(window.latencyMicros(100)));
        row.put("little_residual", number(window.littleResidual()));
        row.put("load_utilisation", number(utilisation()));
        return row;
    }

    /** Empty where there was nothing to measure. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
