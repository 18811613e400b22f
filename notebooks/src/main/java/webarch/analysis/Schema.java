package webarch.analysis;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The columns of the CSVs and what their cells may hold, as {@code data/SCHEMA.md} says: all of
 * {@code runs.csv}, and of the others what is looked at.
 *
 * <p>An empty cell is a missing value, except in the columns that identify a run. A column that was
 * added later is missing as a whole in older campaigns.
 */
public final class Schema {
    public static final long VERSION = 1;

    /** What the cells of a column hold. */
    public enum Kind {
        TEXT("text"),
        COUNT("a whole number"),
        QUANTITY("a number with '.' as decimal point, or an empty cell"),
        FLAG("true or false"),
        TIME("a UTC time such as 2026-01-01T12:00:00Z"),
        SATURATION("saturated, client-limited, unsaturated, colocated, or an empty cell");

        private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
        private static final Pattern NUMBER =
                Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
        private static final List<String> SATURATIONS =
                List.of("saturated", "client-limited", "unsaturated", "colocated");

        final String description;

        Kind(String description) {
            this.description = description;
        }

        boolean admits(String cell) {
            return cell.isEmpty()
                    || switch (this) {
                        case TEXT -> true;
                        case COUNT -> WHOLE.matcher(cell).matches();
                        case QUANTITY -> NUMBER.matcher(cell).matches();
                        case FLAG -> cell.equals("true") || cell.equals("false");
                        case TIME -> isInstant(cell);
                        case SATURATION -> SATURATIONS.contains(cell);
                    };
        }

        Column<?> column(String name, List<String> cells) {
            return switch (this) {
                case TEXT, TIME, SATURATION -> StringColumn.create(name, cells);
                case COUNT -> {
                    LongColumn column = LongColumn.create(name);
                    cells.forEach(cell -> column.appendCell(cell));
                    yield column;
                }
                case QUANTITY ->
                        DoubleColumn.create(
                                name, cells.stream().mapToDouble(Kind::quantity).toArray());
                case FLAG -> {
                    BooleanColumn column = BooleanColumn.create(name);
                    for (String cell : cells) {
                        if (cell.isEmpty()) {
                            column.appendMissing();
                        } else {
                            column.append(Boolean.parseBoolean(cell));
                        }
                    }
                    yield column;
                }
            };
        }

        boolean numeric() {
            return this == COUNT || this == QUANTITY;
        }

        private static double quantity(String cell) {
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        }

        private static boolean isInstant(String cell) {
            try {
                return cell.endsWith("Z") && Instant.parse(cell) != null;
            } catch (DateTimeParseException _) {
                return false;
            }
        }
    }

    /** One column; a required one has no empty cells, an added one may be absent. */
    public record Field(String name, Kind kind, boolean required, boolean added) {}

    public static final List<Field> RUNS =
            Stream.of(
                            required(Kind.COUNT, "schema_version"),
                            required(Kind.TEXT, "campaign", "run_id", "plan", "scale"),
                            required(Kind.COUNT, "block", "position", "planned_runs", "seed"),
                            required(Kind.TEXT, "machine", "topology"),
                            required(Kind.FLAG, "siblings"),
                            optional(Kind.TEXT, "server_cpus", "load_cpus"),
                            added(Kind.COUNT, "load_hosts"),
                            required(Kind.TEXT, "server", "variant"),
                            optional(Kind.TEXT, "options"),
                            required(Kind.COUNT, "environment_padding_bytes"),
                            required(Kind.TEXT, "workload", "workload_sha256"),
                            required(Kind.COUNT, "connections"),
                            added(Kind.TEXT, "load_transport"),
                            added(Kind.COUNT, "so_sndbuf_bytes", "so_rcvbuf_bytes"),
                            added(Kind.COUNT, "drain_bytes_per_s"),
                            required(Kind.TIME, "started"),
                            added(Kind.TEXT, "observation"),
                            added(Kind.QUANTITY, "offered_share", "session_rate"),
                            optional(Kind.QUANTITY, "warmup_s"),
                            optional(Kind.COUNT, "warmup_replies"),
                            optional(Kind.QUANTITY, "duration_s"),
                            optional(Kind.COUNT, "requests", "replies", "errors"),
                            optional(Kind.COUNT, "errors_timeout"),
                            added(Kind.COUNT, "errors_socket_timeout"),
                            optional(Kind.COUNT, "errors_refused"),
                            optional(Kind.COUNT, "errors_reset", "errors_closed"),
                            optional(Kind.COUNT, "errors_status", "errors_body"),
                            optional(Kind.COUNT, "errors_no_address", "errors_no_descriptor"),
                            added(Kind.COUNT, "errors_table_full"),
                            optional(Kind.COUNT, "errors_other", "connects"),
                            added(Kind.COUNT, "sessions", "sessions_not_begun"),
                            optional(Kind.QUANTITY, "replies_per_s", "throughput_mbps"),
                            optional(Kind.QUANTITY, "bytes_per_reply", "latency_mean_us"),
                            optional(Kind.QUANTITY, "latency_p50_us", "latency_p90_us"),
                            optional(Kind.QUANTITY, "latency_p99_us", "latency_max_us"),
                            added(Kind.QUANTITY, "response_mean_us", "response_p50_us"),
                            added(Kind.QUANTITY, "response_p90_us", "response_p99_us"),
                            added(Kind.QUANTITY, "response_max_us", "thinking_clients"),
                            added(Kind.QUANTITY, "load_pause_max_ms", "load_pause_ms"),
                            optional(Kind.QUANTITY, "little_residual", "server_cpu_s"),
                            optional(Kind.QUANTITY, "server_user_s", "server_sys_s"),
                            optional(Kind.QUANTITY, "cpu_us_per_request"),
                            optional(Kind.QUANTITY, "server_utilisation", "load_utilisation"),
                            optional(Kind.QUANTITY, "compiler_cpu_s", "gc_cpu_s"),
                            optional(Kind.COUNT, "voluntary_switches", "involuntary_switches"),
                            optional(Kind.COUNT, "minor_faults", "major_faults"),
                            optional(Kind.QUANTITY, "server_rss_max_mb", "disk_read_mb"),
                            optional(Kind.QUANTITY, "steal_share"),
                            added(Kind.QUANTITY, "contention"),
                            optional(Kind.COUNT, "wakeups", "events", "would_block"),
                            added(Kind.TEXT, "storage", "device"),
                            added(Kind.QUANTITY, "memory_limit_mb", "page_cache_mb"),
                            added(Kind.QUANTITY, "non_file_mb", "swapped_mb"),
                            added(Kind.QUANTITY, "device_reads_per_request", "device_read_mb"),
                            added(Kind.QUANTITY, "device_read_latency_us"),
                            added(Kind.QUANTITY, "device_idle_latency_us"),
                            added(Kind.QUANTITY, "device_again_latency_us"),
                            added(Kind.TEXT, "host_cache_suspected"),
                            added(Kind.COUNT, "readahead_kb"),
                            added(Kind.TEXT, "steadiness"),
                            optional(Kind.SATURATION, "saturation"),
                            required(Kind.FLAG, "valid"),
                            optional(Kind.TEXT, "invalid_reason"))
                    .flatMap(List::stream)
                    .toList();

    /** What is read of {@code servers.csv}. */
    public static final List<Field> SERVERS =
            Stream.of(
                            required(Kind.COUNT, "schema_version"),
                            required(Kind.TEXT, "machine", "topology"),
                            required(Kind.FLAG, "siblings"),
                            required(Kind.TEXT, "workload"),
                            required(Kind.COUNT, "connections", "launches", "rounds"),
                            required(Kind.TEXT, "server"),
                            optional(Kind.TEXT, "options"),
                            required(Kind.COUNT, "instance"),
                            optional(Kind.QUANTITY, "cpu_us_per_request"),
                            optional(Kind.QUANTITY, "server_utilisation", "load_utilisation"),
                            optional(Kind.COUNT, "errors"),
                            optional(Kind.SATURATION, "saturation"))
                    .flatMap(List::stream)
                    .toList();

    /** What is read of {@code slices.csv}. */
    public static final List<Field> SLICES =
            Stream.of(
                            required(Kind.COUNT, "schema_version", "connections"),
                            required(Kind.COUNT, "launch", "round", "position"),
                            required(Kind.TEXT, "server"),
                            optional(Kind.TEXT, "options"),
                            required(Kind.COUNT, "instance"),
                            optional(Kind.COUNT, "requests", "replies", "errors"),
                            optional(Kind.QUANTITY, "replies_per_s", "server_cpu_s"),
                            optional(Kind.QUANTITY, "cpu_us_per_request"),
                            optional(Kind.QUANTITY, "server_utilisation", "load_utilisation"),
                            optional(Kind.QUANTITY, "steal_share"),
                            added(Kind.FLAG, "valid"),
                            added(Kind.TEXT, "invalid_reason"))
                    .flatMap(List::stream)
                    .toList();

    /** What is read of {@code syscalls.csv}. */
    public static final List<Field> SYSTEM_CALLS =
            Stream.of(
                            required(Kind.COUNT, "schema_version", "requests"),
                            required(Kind.TEXT, "server", "replies_sha256", "kind"),
                            required(Kind.TEXT, "system_call"),
                            required(Kind.COUNT, "calls"),
                            optional(Kind.QUANTITY, "bytes_per_call"),
                            required(Kind.COUNT, "would_block", "failed"))
                    .flatMap(List::stream)
                    .toList();

    /** What names a run in the tables beside {@code runs.csv}. */
    private static List<Field> run() {
        return Stream.of(
                        required(Kind.COUNT, "schema_version"),
                        required(Kind.TEXT, "campaign", "run_id"),
                        required(Kind.COUNT, "block"),
                        required(Kind.TEXT, "server", "variant"),
                        optional(Kind.TEXT, "options"),
                        required(Kind.TEXT, "server_cpus"),
                        required(Kind.COUNT, "connections"),
                        optional(Kind.QUANTITY, "session_rate"))
                .flatMap(List::stream)
                .toList();
    }

    /** Of {@code profile.csv}. */
    static final List<Field> PROFILE =
            Stream.of(
                            run(),
                            required(Kind.TEXT, "category", "category_group"),
                            optional(Kind.COUNT, "samples"),
                            optional(Kind.QUANTITY, "cpu_us_per_request", "share"),
                            optional(Kind.QUANTITY, "receiver_us_per_request"),
                            optional(Kind.QUANTITY, "skid_us_per_request"),
                            optional(Kind.TEXT, "sampler"),
                            optional(Kind.QUANTITY, "interval_us", "sampler_start_s"),
                            optional(Kind.QUANTITY, "sampler_stop_s"),
                            optional(Kind.COUNT, "requests"),
                            optional(Kind.QUANTITY, "sampled_cpu_s", "billed_cpu_s"),
                            optional(Kind.QUANTITY, "on_cpu_s", "coverage", "coverage_on_cpu"),
                            optional(Kind.QUANTITY, "categories_share"),
                            optional(Kind.QUANTITY, "kernel_share_sampled"),
                            optional(Kind.QUANTITY, "kernel_share_billed"),
                            optional(Kind.QUANTITY, "kernel_share_tolerance"),
                            added(Kind.QUANTITY, "compiler_share", "compiler_share_limit"),
                            optional(Kind.QUANTITY, "unclassified_share", "unclear_share"),
                            required(Kind.FLAG, "kernel_stacks"),
                            added(Kind.COUNT, "unprofiled_requests"),
                            added(Kind.QUANTITY, "unprofiled_us_per_request"),
                            added(Kind.QUANTITY, "slowdown_in_process"),
                            optional(Kind.QUANTITY, "slowdown_cpu", "slowdown_replies"),
                            required(Kind.FLAG, "sound"),
                            optional(Kind.TEXT, "unsound_reason"))
                    .flatMap(List::stream)
                    .toList();

    /** Of {@code counters.csv}. */
    static final List<Field> COUNTERS =
            Stream.of(
                            run(),
                            required(Kind.TEXT, "source", "counter", "unit"),
                            optional(Kind.QUANTITY, "value", "per_request"),
                            added(Kind.TEXT, "valid"))
                    .flatMap(List::stream)
                    .toList();

    /** Of {@code threads.csv}. */
    static final List<Field> THREADS =
            Stream.of(
                            run(),
                            required(Kind.TEXT, "thread", "category"),
                            required(Kind.QUANTITY, "cpu_us_per_request"),
                            optional(Kind.QUANTITY, "receiver_us_per_request"),
                            optional(Kind.QUANTITY, "skid_us_per_request"))
                    .flatMap(List::stream)
                    .toList();

    /** Of {@code memory.csv}. */
    static final List<Field> MEMORY =
            Stream.of(
                            required(Kind.COUNT, "connections"),
                            required(Kind.TEXT, "server"),
                            optional(Kind.TEXT, "options"),
                            optional(Kind.QUANTITY, "rss_mb", "pss_mb", "heap_used_mb"),
                            added(Kind.QUANTITY, "heap_live_mb", "page_cache_mb"),
                            added(Kind.QUANTITY, "bytes_per_connection"))
                    .flatMap(List::stream)
                    .toList();

    /** Of {@code agreement.csv}. */
    static final List<Field> AGREEMENT =
            Stream.of(
                            required(Kind.TEXT, "quantity", "source", "unit", "against"),
                            required(Kind.QUANTITY, "value"),
                            optional(Kind.QUANTITY, "ratio", "ratio_low", "ratio_high"),
                            required(Kind.FLAG, "agrees"))
                    .flatMap(List::stream)
                    .toList();

    /** Of {@code runs/ID/seconds.csv}. */
    static final List<Field> SECONDS =
            Stream.of(
                            required(Kind.TEXT, "phase"),
                            required(Kind.COUNT, "replies"),
                            required(Kind.QUANTITY, "server_cpu_s"))
                    .flatMap(List::stream)
                    .toList();

    private Schema() {}

    private static List<Field> required(Kind kind, String... names) {
        return Stream.of(names).map(name -> new Field(name, kind, true, false)).toList();
    }

    private static List<Field> optional(Kind kind, String... names) {
        return Stream.of(names).map(name -> new Field(name, kind, false, false)).toList();
    }

    private static List<Field> added(Kind kind, String... names) {
        return Stream.of(names).map(name -> new Field(name, kind, false, true)).toList();
    }
}
