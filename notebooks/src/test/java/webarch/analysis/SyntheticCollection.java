package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An invented campaign of every plan, for tests only: made so that the interval of every claim that
 * is decided by one meets its condition, though not if it were ten times as wide.
 */
public final class SyntheticCollection {
    private static final int BLOCKS = 5;

    private static final String COUNTERS =
            """
            schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,source,counter,unit,value,per_request
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,kernel,calls_futex,1,400,0.4
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,server,read_puts,1,300,0.3
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,server,read_batches,1,250,0.25
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,server,read_tickets,1,1000,1
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,server,read_queue_wait_ns,ns,20000000,20000
            1,c,b01-watpipe-counts,1,watpipe,watpipe,,0,64,,server,read_service_ns,ns,5000000,5000
            """;

    /** Of a server on one CPU and on two. */
    static final String COUNTERS_OF_TWO =
            """
            schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,source,counter,unit,value,per_request
            1,c,b01-watpipe-cpus1-counts,1,watpipe,watpipe,,0,64,,kernel,calls_futex,1,400,0.4
            1,c,b01-watpipe-cpus1-counts,1,watpipe,watpipe,,0,64,,kernel,cpu_migrations,1,0,0
            1,c,b01-watpipe-cpus2-counts,1,watpipe,watpipe,,0-1,64,,kernel,calls_futex,1,700,0.7
            1,c,b01-watpipe-cpus2-counts,1,watpipe,watpipe,,0-1,64,,kernel,cpu_migrations,1,20,0.02
            """;

    private final Path folder;
    private final long seed;

    private SyntheticCollection(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /**
     * Writes the campaigns for somebody who wants to look at figures of them.
     *
     * @param arguments the folder, and the seed of the noise
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    }

    /** Writes the campaigns below the folder. */
    public static void write(Path folder) throws IOException {
        write(folder, 0);
    }

    private static void write(Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        SyntheticCollection collection = new SyntheticCollection(folder, seed);
        collection.comparisons();
        collection.throughput();
        collection.offeredLoad();
        collection.tuning();
        collection.rest();
        collection.systemCalls();
        collection.agreement();
    }

    private void comparisons() throws IOException {
        compare("best", Map.of("userver", 10.15, "watpipe", 10.15, "knot", 11.3, "netty", 11.6));
        compare("aa", Map.of("userver", 10.0, "userver:2", 10.0));
    }

    private void compare(String plan, Map<String, Double> cpu) throws IOException {
        new SyntheticComparison(cpu, seed).write(folder.resolve(name(plan)));
    }

    private void throughput() throws IOException {
        SyntheticCampaign runs = SyntheticCampaign.empty(seed);
        for (String server : SyntheticCampaign.SERVERS) {
            for (int clients : List.of(1, 16, 256)) {
                // Wake-ups per request: Knot's carrier waits for events little less often.
                double share = server.equals("knot") ? 0.30 : 0.57;
                add(
                        runs,
                        server,
                        "",
                        clients,
                        1,
                        row -> {
                            if (!server.equals("netty")) {
                                row.put("wakeups", times(row, "requests", share * jitter(row)));
                            }
                        });
            }
        }
        write("throughput", runs);
        for (Map<String, String> row : runs.rows()) {
            seconds(folder.resolve(name("throughput")).resolve("runs").resolve(row.get("run_id")));
        }
    }

    /** Of a run that was warm when the window opened. */
    private static void seconds(Path run) throws IOException {
        Files.createDirectories(run);
        Files.writeString(
                run.resolve(SecondBySecond.FILE),
                """
                schema_version,second,phase,replies,errors,received_bytes,server_cpu_s,load_cpu_s,latency_mean_us
                1,1,warmup,50000,0,750000000,0.99,0.6,1000
                1,2,measured,80000,0,1200000000,0.99,0.7,800
                1,3,measured,80000,0,1200000000,0.98,0.7,800
                """);
    }

    private void offeredLoad() throws IOException {
        SyntheticCampaign runs = SyntheticCampaign.empty(seed);
        for (String server : SyntheticCampaign.SERVERS) {
            for (int tenths : List.of(1, 5, 9, 12)) {
                add(
                        runs,
                        server,
                        "",
                        512,
                        1,
                        row -> {
                            row.put("offered_share", String.valueOf(tenths / 10.0));
                            row.put("session_rate", String.valueOf(100 * tenths));
                            row.put("sessions", times(row, "requests", 1 / 7.2));
                            row.put("sessions_not_begun", "0");
                            row.put("response_mean_us", row.get("latency_mean_us"));
                        });
            }
        }
        write("offered-load", runs);
    }

    private void tuning() throws IOException {
        tuning("userver", "shared-symped", "--loops=4", 0.95);
        tuning("watpipe", "stages", "--writers=4", 0.97);
        tuning("knot", "loop", "--carriers=1", 1.05);
        SyntheticCampaign copying = SyntheticCampaign.empty(seed);
        add(copying, "userver", "--body=sendfile --inline=0", 64, 1, _ -> {});
        add(copying, "userver", "--body=write --inline=0", 64, 1.05, _ -> {});
        write("zero-copy", copying);
    }

    private void tuning(String server, String variant, String option, double factor)
            throws IOException {
        SyntheticCampaign runs = SyntheticCampaign.empty(seed);
        for (int clients : List.of(4, 16, 64)) {
            Consumer<Map<String, String>> named = row -> row.put("variant", variant);
            add(runs, server, option + " --sockets=nonblocking", clients, 1, named);
            add(runs, server, option + " --sockets=blocking", clients, factor, named);
            add(runs, server, "--accepts=1", clients, 1.18, named);
        }
        write("tuning-" + server, runs);
    }

    private void rest() throws IOException {
        SyntheticCampaign disk = SyntheticCampaign.empty(seed);
        add(disk, "userver", "", 64, 1.05, row -> stored(row, "sped"));
        add(disk, "userver", "--processes=4", 64, 1, row -> stored(row, "symped-8"));
        write("disk", disk);

        SyntheticCampaign pressure = SyntheticCampaign.empty(seed);
        slowClients(pressure, "userver", "shared-symped-16", "--loops=16");
        slowClients(pressure, "knot", "knot-16", "--file-workers=16");
        slowClients(pressure, "watpipe", "watpipe-16", "--writers=16");
        write("back-pressure", pressure);

        SyntheticCampaign loops = SyntheticCampaign.empty(seed);
        for (String server : List.of("userver", "knot", "watpipe")) {
            for (int clients : List.of(1, 4, 16)) {
                add(loops, server, "", clients, 1, _ -> {});
            }
            add(loops, server, "", 1000, 1, row -> sessionsArrive(row, 30_000, 46));
            add(loops, server, "", 1000, 1, row -> sessionsArrive(row, 70_000, 122));
        }
        write("open-closed", loops);

        SyntheticCampaign cpus = SyntheticCampaign.empty(seed);
        for (String server : List.of("userver", "knot", "watpipe")) {
            // What makes a request cost as much as in the event-driven server.
            double equal = Map.of("userver", 1.0, "knot", 11 / 12.4, "watpipe", 0.884).get(server);
            add(cpus, server, "", 64, equal, _ -> {});
            add(
                    cpus,
                    server,
                    "",
                    64,
                    equal,
                    row -> {
                        row.put("server_cpus", "0-1");
                        row.put("variant", server.equals("userver") ? "shared-symped" : server);
                    });
        }
        write("cpus", cpus);

        SyntheticCampaign overhead = SyntheticCampaign.empty(seed);
        List<String> profiled = List.of("userver", "watpipe", "netty");
        List<String> libraries = List.of("knot-loop", "knot-jdk", "knot-nio");
        profiled.forEach(server -> add(overhead, server, "", 64, 1, _ -> {}));
        libraries.forEach(
                library -> add(overhead, "knot", "", 64, 1, row -> row.put("variant", library)));
        write("overhead", overhead);
        List<String> all = Stream.concat(profiled.stream(), libraries.stream()).toList();
        // Profiles have no noise; other data have one that does not count.
        SyntheticProfiles.write(folder.resolve(name("overhead")), seed == 0 ? 0 : 3, all);
        SyntheticProfiles.writeThreads(folder.resolve(name("overhead")), all);
        Files.writeString(folder.resolve(name("overhead")).resolve(Counts.FILE), COUNTERS);
        Files.writeString(
                folder.resolve(name("overhead")).resolve(Memory.FILE),
                """
                connections,server,options,rss_mb,pss_mb,heap_used_mb
                100,userver,,181.5,180,60
                """);

        SyntheticCampaign more = SyntheticCampaign.empty(seed);
        profiled.forEach(server -> add(more, server, "", 64, 1, _ -> {}));
        write("overhead-cpus", more);
        SyntheticProfiles.write(folder.resolve(name("overhead-cpus")), 0, profiled, List.of(1, 2));
        Files.writeString(
                folder.resolve(name("overhead-cpus")).resolve(Counts.FILE), COUNTERS_OF_TWO);

        SyntheticCampaign peers = SyntheticCampaign.empty(seed);
        add(peers, "userver", "", 64, 1, _ -> {});
        add(peers, "userver", "", 64, 1.06, row -> named(row, "nginx"));
        write("peers", peers);

        SyntheticCampaign workloads = SyntheticCampaign.empty(seed);
        for (String server : SyntheticCampaign.SERVERS) {
            for (String workload : List.of("tiny", "chunk50k")) {
                add(workloads, server, "", 64, 1, row -> row.put("workload", workload));
            }
        }
        write("workloads", workloads);
    }

    /** Without blocking, one request in ten meets a full socket. */
    private static void slowClients(
            SyntheticCampaign runs, String server, String variant, String option) {
        for (int clients : List.of(32, 256)) {
            add(runs, server, option, clients, 1, row -> row.put("variant", variant));
            add(
                    runs,
                    server,
                    option + " --sockets=blocking",
                    clients,
                    0.95,
                    row -> {
                        row.put("variant", variant + "-blocking");
                        row.put("would_block", "0");
                    });
        }
    }

    private void systemCalls() throws IOException {
        StringBuilder csv =
                new StringBuilder(
                        "schema_version,requests,server,replies_sha256,kind,system_call,calls,"
                                + "bytes_per_call,would_block,failed\n");
        for (String server : SyntheticCampaign.SERVERS) {
            for (String call : List.of("recv", "send")) {
                csv.append(
                        "1,100,%s,%s,data,%s,100,52.5,0,0\n"
                                .formatted(server, "0".repeat(64), call));
            }
        }
        Path calls = Files.createDirectories(folder.resolve("syscalls"));
        Files.writeString(calls.resolve("syscalls.csv"), csv);
    }

    private void agreement() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("agreement")).resolve(Agreement.FILE),
                """
                schema_version,machine,topology,siblings,workload_sha256,server,quantity,source,unit,rounds,value,against,ratio,ratio_low,ratio_high,server_utilisation,agrees
                1,synthetic,pinned,false,0,userver,closed,netty,replies_per_s,5,5000,netty,1,0.999,1.001,0.1,true
                1,synthetic,pinned,false,0,userver,closed,wrk,replies_per_s,5,5010,netty,1.002,0.999,1.005,0.1,true
                """);
    }

    private static void add(
            SyntheticCampaign runs,
            String server,
            String options,
            int clients,
            double factor,
            Consumer<Map<String, String>> change) {
        for (int block = 1; block <= BLOCKS; block++) {
            change.accept(runs.add(block, server, options, clients, factor));
        }
    }

    private void write(String plan, SyntheticCampaign runs) throws IOException {
        runs.set("plan", plan).set("planned_runs", String.valueOf(runs.rows().size()));
        runs.writeAs(folder, name(plan));
    }

    private static String name(String plan) {
        return "20260101T120000Z-" + plan + "-smoke";
    }

    private static String times(Map<String, String> row, String column, double factor) {
        return String.valueOf(Math.round(Double.parseDouble(row.get(column)) * factor));
    }

    /** A value with the noise that the run's bytes per reply happen to have. */
    private static String times(Map<String, String> row, double value) {
        return String.valueOf(value * jitter(row));
    }

    /** At about this throughput, in about this time. */
    private static void sessionsArrive(
            Map<String, String> row, double repliesPerSecond, double latency) {
        row.put("session_rate", String.valueOf(Math.round(repliesPerSecond / 7.2)));
        row.put("sessions", times(row, "requests", 1 / 7.2));
        row.put("replies_per_s", times(row, repliesPerSecond));
        row.put("saturation", "unsaturated");
        row.put("server_utilisation", "0.8");
        row.put("latency_mean_us", times(row, latency));
        row.put("latency_p99_us", times(row, 3.1 * latency));
        row.put("response_mean_us", times(row, 1.02 * latency));
        row.put("response_p99_us", times(row, 3.2 * latency));
    }

    private static void named(Map<String, String> row, String server) {
        row.put("server", server);
        row.put("variant", server);
    }

    private static void stored(Map<String, String> row, String variant) {
        row.put("variant", variant);
        row.put("storage", "heavy");
        row.put("device_reads_per_request", times(row, 0.5));
    }

    /** Around 1, from a column that nothing here is about, ten times as wide as it is there. */
    private static double jitter(Map<String, String> row) {
        return 1 + 10 * (Double.parseDouble(row.get("bytes_per_reply")) / 14_950 - 1);
    }
}
