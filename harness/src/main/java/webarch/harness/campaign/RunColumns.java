package webarch.harness.campaign;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.disk.DiskUse;
import webarch.harness.disk.GroupMemory;
import webarch.harness.disk.Storage;
import webarch.harness.load.LoadColumns;
import webarch.harness.measure.ProcessSample;

/** The columns of {@code runs.csv}, in order, as {@code data/SCHEMA.md} describes them. */
final class RunColumns {
    static final List<Column<RunRecord>> ALL =
            Stream.of(planned(), load(), server(), disk(), verdict())
                    .flatMap(List::stream)
                    .toList();

    private RunColumns() {}

    private static List<Column<RunRecord>> planned() {
        return List.of(
                column("schema_version", _ -> Csv.SCHEMA_VERSION),
                column("campaign", r -> r.facts().campaign()),
                column("run_id", r -> r.run().runId()),
                column("plan", r -> r.facts().plan().name()),
                column("scale", r -> r.facts().scale().name()),
                column("block", r -> r.run().block()),
                column("position", r -> r.run().position()),
                column("planned_runs", r -> r.facts().plannedRuns()),
                column("seed", r -> r.facts().plan().seed()),
                column("machine", r -> r.facts().machine()),
                column("topology", r -> r.facts().placement().topology().label()),
                column("siblings", r -> r.facts().placement().siblings()),
                column("server_cpus", r -> r.facts().placement().serverCpus()),
                column("load_cpus", r -> r.facts().placement().loadCpusHere()),
                column("load_hosts", r -> r.facts().placement().loadHosts()),
                column("server", r -> r.run().subject().server()),
                column("variant", r -> r.run().subject().name()),
                column("options", r -> String.join(" ", r.run().subject().arguments())),
                column("environment_padding_bytes", r -> r.run().environmentPadding()),
                column("workload", r -> r.facts().workload()),
                column("workload_sha256", r -> r.facts().workloadSha256()),
                column("connections", r -> r.run().connections()),
                column("load_transport", r -> r.facts().plan().transport().label()),
                column("so_sndbuf_bytes", r -> r.run().subject().option("send-buffer")),
                column("so_rcvbuf_bytes", r -> bound(r.facts().plan().draining().receiveBuffer())),
                column(
                        "drain_bytes_per_s",
                        r -> bound(r.facts().plan().draining().bytesPerSecond())),
                column("started", r -> r.started().truncatedTo(ChronoUnit.MILLIS)),
                column("observation", r -> r.run().observation().label()),
                column("offered_share", r -> present(r.run().level().offeredShare())));
    }

    private static List<Column<RunRecord>> load() {
        return LoadColumns.ALL.stream()
                .map(column -> column.in((RunRecord r) -> r.window().map(Window::load)))
                .toList();
    }

    private static List<Column<RunRecord>> server() {
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
                column("contention", RunRecord::contention),
                counter("wakeups"),
                counter("events"),
                counter("would_block"));
    }

    private static List<Column<RunRecord>> disk() {
        return List.of(
                column("storage", r -> r.run().storage().map(Storage::name).orElse(null)),
                column("device", r -> r.run().storage().map(s -> s.device().label()).orElse(null)),
                onDisk("memory_limit_mb", (d, _) -> d.limit() == null ? null : d.limit() / 1e6),
                onDisk("page_cache_mb", (d, _) -> megabytes(d, GroupMemory::pageCache)),
                onDisk("non_file_mb", (d, _) -> megabytes(d, GroupMemory::nonFile)),
                onDisk("swapped_mb", (d, _) -> megabytes(d, GroupMemory::swapped)),
                onDisk(
                        "device_reads_per_request",
                        (d, w) -> (double) d.reads().reads() / w.load().requests()),
                onDisk("device_read_mb", (d, _) -> d.reads().bytes() / 1e6),
                onDisk("device_read_latency_us", (d, _) -> d.reads().latencyMicros()),
                onDisk("device_idle_latency_us", (d, _) -> d.idleMicros()),
                onDisk("device_again_latency_us", (d, _) -> d.againMicros()),
                onDisk("host_cache_suspected", (d, _) -> d.hostCacheSuspected()),
                onDisk("readahead_kb", (d, _) -> d.readAheadKb()));
    }

    private static Column<RunRecord> onDisk(String name, BiFunction<DiskUse, Window, ?> value) {
        return measured(name, w -> w.disk().map(d -> value.apply(d, w)).orElse(null));
    }

    private static Double megabytes(DiskUse disk, ToLongFunction<GroupMemory> bytes) {
        return disk.memory().map(memory -> bytes.applyAsLong(memory) / 1e6).orElse(null);
    }

    private static List<Column<RunRecord>> verdict() {
        return List.of(
                measured("steadiness", w -> w.steadiness().map(Steadiness::label).orElse(null)),
                measured("saturation", (r, w) -> r.saturation(w).label()),
                column("valid", RunRecord::isValid),
                column("invalid_reason", r -> String.join("; ", r.invalidReasons())));
    }

    /** Empty for what is not bounded. */
    private static Long bound(long bytes) {
        return bytes == 0 ? null : bytes;
    }

    private static Double present(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Column<RunRecord> column(String name, Function<RunRecord, ?> value) {
        return new Column<>(name, value);
    }

    /** A column that stays empty when there was no window. */
    private static Column<RunRecord> measured(String name, BiFunction<RunRecord, Window, ?> value) {
        return column(name, r -> r.window().map(w -> value.apply(r, w)).orElse(null));
    }

    private static Column<RunRecord> measured(String name, Function<Window, ?> value) {
        return measured(name, (_, w) -> value.apply(w));
    }

    private static Column<RunRecord> ofJava(String name, ToDoubleFunction<ProcessSample> value) {
        return measured(name, w -> w.process().java() ? value.applyAsDouble(w.process()) : null);
    }

    private static Column<RunRecord> counter(String name) {
        return measured(name, w -> w.counters().get(name));
    }
}
