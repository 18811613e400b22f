package webarch.harness.campaign;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import webarch.harness.load.ErrorKind;
import webarch.harness.measure.ProcessSample;

/** The columns of {@code runs.csv}, in order, as {@code data/SCHEMA.md} describes them. */
final class RunColumns {
    static final int SCHEMA_VERSION = 1;

    private record Column(String name, Function<RunRecord, Object> value) {}

    private static final List<Column> COLUMNS =
            Stream.of(planned(), load(), latency(), server(), verdict())
                    .flatMap(List::stream)
                    .toList();

    private RunColumns() {}

    static List<String> names() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    static List<String> row(RunRecord run) {
        return COLUMNS.stream().map(column -> Cell.text(column.value().apply(run))).toList();
    }

    private static List<Column> planned() {
        return List.of(
                column("schema_version", _ -> SCHEMA_VERSION),
                column("campaign", r -> r.facts().campaign()),
                column("run_id", r -> r.run().runId()),
                column("plan", r -> r.facts().plan().name()),
                column("scale", r -> r.facts().scale().name()),
                column("block", r -> r.run().block()),
                column("position", r -> r.run().position()),
                column("seed", r -> r.facts().plan().seed()),
                column("machine", r -> r.facts().machine()),
                column("topology", r -> r.facts().placement().topology().label()),
                column("siblings", r -> r.facts().placement().siblings()),
                column("server_cpus", r -> r.facts().placement().serverCpus()),
                column("load_cpus", r -> r.facts().placement().loadCpus()),
                column("server", r -> r.run().subject().server()),
                column("variant", r -> r.run().subject().name()),
                column("options", r -> String.join(" ", r.run().subject().arguments())),
                column("environment_padding_bytes", r -> r.run().environmentPadding()),
                column("workload", r -> r.facts().workload()),
                column("workload_sha256", r -> r.facts().workloadSha256()),
                column("connections", r -> r.run().connections()),
                column("started", r -> r.started().truncatedTo(ChronoUnit.MILLIS)),
                measured("warmup_s", Window::warmupSeconds),
                measured("warmup_replies", w -> w.opening().load().replies()),
                measured("duration_s", Window::seconds));
    }

    private static List<Column> load() {
        List<Column> columns = new ArrayList<>();
        columns.add(measured("requests", Window::requests));
        columns.add(measured("replies", Window::replies));
        columns.add(measured("errors", w -> w.load().errorCount()));
        for (ErrorKind kind : ErrorKind.values()) {
            columns.add(
                    measured(
                            "errors_" + kind.name().toLowerCase(Locale.ROOT),
                            w -> w.load().errors().getOrDefault(kind, 0L)));
        }
        columns.add(measured("connects", w -> w.load().connects()));
        columns.add(measured("replies_per_s", Window::repliesPerSecond));
        columns.add(measured("throughput_mbps", Window::megabitsPerSecond));
        columns.add(
                measured("bytes_per_reply", w -> (double) w.load().receivedBytes() / w.replies()));
        return columns;
    }

    private static List<Column> latency() {
        return List.of(
                measured("latency_mean_us", w -> w.load().latencyNanos() / 1e3 / w.replies()),
                percentile("latency_p50_us", 50),
                percentile("latency_p90_us", 90),
                percentile("latency_p99_us", 99),
                percentile("latency_max_us", 100),
                measured("little_residual", (r, w) -> w.littleResidual(r.run().connections())));
    }

    private static List<Column> server() {
        return List.of(
                measured("server_cpu_s", Window::serverCpuSeconds),
                measured("server_user_s", w -> w.process().userSeconds()),
                measured("server_sys_s", w -> w.process().systemSeconds()),
                measured("cpu_us_per_request", Window::cpuMicrosPerRequest),
                measured("server_utilisation", RunRecord::serverUtilisation),
                measured("load_utilisation", RunRecord::loadUtilisation),
                ofJava("compiler_cpu_s", p -> p.compilerNanos() / 1e9),
                ofJava("gc_cpu_s", p -> p.collectorNanos() / 1e9),
                measured("voluntary_switches", w -> w.process().voluntarySwitches()),
                measured("involuntary_switches", w -> w.process().involuntarySwitches()),
                measured("minor_faults", w -> w.process().minorFaults()),
                measured("major_faults", w -> w.process().majorFaults()),
                measured("server_rss_max_mb", w -> w.residentMost() / 1e6),
                measured("disk_read_mb", w -> w.process().readBytes() / 1e6),
                measured("steal_share", w -> w.billed().stealShare()),
                counter("wakeups"),
                counter("events"),
                counter("would_block"));
    }

    private static List<Column> verdict() {
        return List.of(
                measured("saturation", (r, w) -> r.saturation(w).label()),
                column("valid", RunRecord::isValid),
                column("invalid_reason", r -> String.join("; ", r.invalidReasons())));
    }

    private static Column column(String name, Function<RunRecord, Object> value) {
        return new Column(name, value);
    }

    /** A column that stays empty when there was no window. */
    private static Column measured(String name, BiFunction<RunRecord, Window, Object> value) {
        return column(name, r -> r.window().map(w -> value.apply(r, w)).orElse(null));
    }

    private static Column measured(String name, Function<Window, Object> value) {
        return measured(name, (_, w) -> value.apply(w));
    }

    private static Column percentile(String name, double percentile) {
        return measured(
                name,
                w ->
                        w.latency().getTotalCount() == 0
                                ? null
                                : w.latency().getValueAtPercentile(percentile) / 1e3);
    }

    private static Column ofJava(String name, ToDoubleFunction<ProcessSample> value) {
        return measured(name, w -> w.process().java() ? value.applyAsDouble(w.process()) : null);
    }

    private static Column counter(String name) {
        return measured(name, w -> w.counters().get(name));
    }
}
