package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Invented runs in the form of the schema, for tests only: four servers that saturate as clients
 * are added, with noise from a fixed seed. The machine says "synthetic", so that a figure of these
 * is never taken for a measurement.
 */
public final class SyntheticCampaign {
    static final String NAME = "20260101T120000Z-synthetic-smoke";
    static final List<String> SERVERS = List.of("userver", "knot", "watpipe", "netty");
    static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
    static final int BLOCKS = 3;

    private final UniformRandomProvider random;
    private final List<Map<String, String>> rows = new ArrayList<>();

    private SyntheticCampaign(long seed) {
        random = RandomSource.XO_RO_SHI_RO_128_PP.create(42L + seed);
    }

    /** Four servers from one client to overload. */
    static SyntheticCampaign complete() {
        SyntheticCampaign campaign = new SyntheticCampaign(0);
        for (int block = 1; block <= BLOCKS; block++) {
            for (String server : SERVERS) {
                for (int clients : CLIENTS) {
                    campaign.add(block, server, clients, 1);
                }
            }
        }
        campaign.invalidate(5, "load generator saturated");
        campaign.invalidate(40, "load generator saturated; steal time above 0.05");
        return campaign;
    }

    /** Runs of no plan yet. */
    static SyntheticCampaign empty(long seed) {
        return new SyntheticCampaign(seed);
    }

    /**
     * Adds a run whose CPU per request is that of {@code server} times a factor.
     *
     * @return its row, to be changed
     */
    Map<String, String> add(int block, String server, String options, int clients, double factor) {
        add(block, server, clients, factor);
        Map<String, String> row = rows.getLast();
        row.put("options", options);
        row.put("variant", options.isEmpty() ? server : server + " " + options);
        row.put("run_id", "run-%d".formatted(rows.size()));
        return row;
    }

    /** The rows, to be changed by a test before they are written. */
    List<Map<String, String>> rows() {
        return rows;
    }

    SyntheticCampaign set(String column, String value) {
        rows.forEach(row -> row.put(column, value));
        return this;
    }

    /** Writes {@code NAME/runs.csv} and returns its folder. */
    Path write(Path parent) throws IOException {
        return writeAs(parent, NAME);
    }

    Path writeAs(Path parent, String name) throws IOException {
        set("campaign", name);
        Path folder = Files.createDirectories(parent.resolve(name));
        Files.writeString(folder.resolve("runs.csv"), csv());
        return folder;
    }

    String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", rows.getFirst().keySet()));
        for (Map<String, String> row : rows) {
            csv.append('\n');
            csv.append(
                    String.join(
                            ",",
                            row.values().stream()
                                    .map(cell -> cell.contains(",") ? '"' + cell + '"' : cell)
                                    .toList()));
        }
        return csv.append('\n').toString();
    }

    private void invalidate(int row, String reason) {
        rows.get(row).put("valid", "false");
        rows.get(row).put("invalid_reason", reason);
    }

    private void add(int block, String server, int clients, double factor) {
        double cpu = factor * cpuMicroseconds(server, clients) * noise(0.02);
        double offered = clients / (cpu * 1e-6 + 60e-6);
        double perSecond = Math.min(offered, 0.99 * 1e6 / cpu) * noise(0.01);
        double duration = 5;
        long replies = Math.round(perSecond * duration);
        double bytes = 14_950 * noise(0.002);
        double latency = clients / perSecond * 1e6;
        double utilisation = Math.min(1, perSecond * cpu * 1e-6);
        Map<String, String> row = new LinkedHashMap<>();
        identify(row, block, server, clients);
        row.put("session_rate", "");
        row.put("warmup_s", "3");
        row.put("warmup_replies", String.valueOf(replies / 2));
        row.put("duration_s", number(duration));
        row.put("requests", String.valueOf(replies));
        row.put("replies", String.valueOf(replies));
        row.put("errors", "0");
        for (String kind :
                ("timeout socket_timeout refused reset closed status body no_address"
                                + " no_descriptor table_full other")
                        .split(" ", -1)) {
            row.put("errors_" + kind, "0");
        }
        row.put("connects", "0");
        row.put("sessions", "0");
        row.put("sessions_not_begun", "0");
        row.put("replies_per_s", number(replies / duration));
        row.put("throughput_mbps", number(replies / duration * bytes * 8 / 1e6));
        row.put("bytes_per_reply", number(bytes));
        row.put("latency_mean_us", number(latency));
        row.put("latency_p50_us", number(0.9 * latency));
        row.put("latency_p90_us", number(1.8 * latency));
        row.put("latency_p99_us", number(3.1 * latency));
        row.put("latency_max_us", number(12 * latency));
        for (String of : "mean p50 p90 p99 max".split(" ", -1)) {
            row.put("response_" + of + "_us", "");
        }
        row.put("thinking_clients", "0.02");
        row.put("load_pause_max_ms", "1.5");
        row.put("load_pause_ms", "4");
        row.put("little_residual", number(0.002 * noise(0.5)));
        row.put("server_cpu_s", number(replies * cpu * 1e-6));
        row.put("server_user_s", number(replies * cpu * 0.4e-6));
        row.put("server_sys_s", number(replies * cpu * 0.6e-6));
        row.put("cpu_us_per_request", number(cpu));
        row.put("server_utilisation", number(utilisation));
        row.put("load_utilisation", number(0.7 * utilisation));
        row.put("compiler_cpu_s", "0.05");
        row.put("gc_cpu_s", "0.01");
        for (String count :
                "voluntary_switches involuntary_switches minor_faults major_faults"
                        .split(" ", -1)) {
            row.put(count, String.valueOf(random.nextInt(1000)));
        }
        row.put("server_rss_max_mb", number(180 * noise(0.02)));
        row.put("disk_read_mb", "0");
        row.put("steal_share", "0.001");
        row.put("contention", "1.02");
        boolean counters = !server.equals("netty");
        row.put("wakeups", counters ? String.valueOf(replies / 3) : "");
        row.put("events", counters ? String.valueOf(replies) : "");
        row.put("would_block", counters ? String.valueOf(replies / 10) : "");
        row.put("saturation", utilisation >= 0.97 ? "saturated" : "unsaturated");
        row.put("valid", "true");
        row.put("invalid_reason", "");
        rows.add(inOrder(row));
    }

    /** Every column of the schema in its order, what is not invented being empty. */
    private static Map<String, String> inOrder(Map<String, String> invented) {
        Map<String, String> row = new LinkedHashMap<>();
        Schema.RUNS.forEach(
                field -> row.put(field.name(), invented.getOrDefault(field.name(), "")));
        return row;
    }

    private void identify(Map<String, String> row, int block, String server, int clients) {
        row.put("schema_version", "1");
        row.put("campaign", NAME);
        row.put("run_id", "%s-c%d-b%d".formatted(server, clients, block));
        row.put("plan", "synthetic");
        row.put("scale", "smoke");
        row.put("block", String.valueOf(block));
        row.put("position", String.valueOf(rows.size() + 1));
        row.put("planned_runs", String.valueOf(BLOCKS * SERVERS.size() * CLIENTS.size()));
        row.put("seed", "1");
        row.put("machine", "synthetic CPU @ 2.80GHz, 2 CPUs, Linux 0.0.0");
        row.put("topology", "pinned");
        row.put("siblings", "false");
        row.put("server_cpus", "0");
        row.put("load_cpus", "1");
        row.put("server", server);
        row.put("variant", server);
        row.put("options", "");
        row.put("environment_padding_bytes", String.valueOf(17 * rows.size()));
        row.put("workload", "specweb99");
        row.put("workload_sha256", "0".repeat(64));
        row.put("connections", String.valueOf(clients));
        row.put("load_transport", "netty");
        row.put("so_sndbuf_bytes", "");
        row.put("so_rcvbuf_bytes", "");
        row.put("drain_bytes_per_s", "");
        row.put(
                "started",
                "2026-01-01T12:%02d:%02dZ".formatted(rows.size() / 60, rows.size() % 60));
        row.put("observation", "");
    }

    private static double cpuMicroseconds(String server, int clients) {
        double batching = 1 + 0.35 / clients;
        return switch (server) {
            case "userver" -> 11 * batching;
            case "knot" -> 12.4 * batching;
            case "watpipe" -> 12 * (batching + 0.3 / Math.sqrt(clients));
            default -> 16.5 * batching;
        };
    }

    private double noise(double relative) {
        return 1 + relative * (2 * random.nextDouble() - 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
