package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Invented profiles beside a {@link SyntheticCampaign}, for tests only: some servers, three blocks,
 * three categories whose costs are told, each block a little dearer than the one before.
 */
final class SyntheticProfiles {
    static final List<String> CATEGORIES = List.of("sending", "dispatch", "compiler");
    private static final Map<String, String> GROUPS =
            Map.of("sending", "kernel", "dispatch", "server", "compiler", "jvm");

    /** In µs per request. */
    static final Map<String, double[]> COSTS =
            Map.of(
                    "userver", new double[] {6, 3, 1},
                    "knot", new double[] {6, 5, 1},
                    "knot-loop", new double[] {6, 5, 1},
                    "knot-jdk", new double[] {6, 7, 1},
                    "knot-nio", new double[] {6, 9, 1},
                    "watpipe", new double[] {6, 6, 1},
                    "netty", new double[] {6, 8, 1});

    /** What a block adds to each cost, over it. */
    static final double DRIFT = 0.1;

    /** What each category costs more for each CPU beyond the first. */
    static final double GROWTH = 0.5;

    /** By what share a profile of others than µserver is off, in blocks beside the second. */
    static final double OFF = 0.004;

    /** What of sending is skid, over its cost. */
    static final double SKID = 0.25;

    private static final int CLIENTS = 64;

    private SyntheticProfiles() {}

    /** Writes profiles of two servers, as {@link #write} does, and reads those at the peak. */
    static Profiles atPeak(Path folder, long unsoundBlock) throws IOException {
        write(folder, unsoundBlock);
        return Profiles.atPeak(Campaign.read(folder));
    }

    /** Writes {@code profile.csv}; of the given block the profiles of µserver are unsound. */
    static void write(Path folder, long unsoundBlock) throws IOException {
        write(folder, unsoundBlock, List.of("userver", "knot"));
    }

    static void write(Path folder, long unsoundBlock, List<String> servers) throws IOException {
        write(folder, unsoundBlock, servers, List.of(1));
    }

    /** The same under the same load on several numbers of CPUs. */
    static void write(Path folder, long unsoundBlock, List<String> servers, List<Integer> cpus)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", Schema.PROFILE.stream().map(Schema.Field::name).toList()));
        for (int block = 1; block <= 3; block++) {
            for (String server : servers) {
                boolean sound = block != unsoundBlock || !server.equals("userver");
                for (int number : cpus) {
                    for (int c = 0; c < CATEGORIES.size(); c++) {
                        lines.add(row(block, server, number, c, sound));
                    }
                }
            }
        }
        Files.writeString(folder.resolve(Profiles.FILE), String.join("\n", lines) + "\n");
    }

    /** Appends a category to all profiles, at the same cost in each block. */
    static void add(
            Path folder, String category, String group, double share, Map<String, Double> costs)
            throws IOException {
        change(
                folder,
                row -> {
                    if (!row.get("category").equals(CATEGORIES.getLast())) {
                        return List.of(row);
                    }
                    Map<String, String> more = new LinkedHashMap<>(row);
                    more.put("category", category);
                    more.put("category_group", group);
                    more.put("cpu_us_per_request", String.valueOf(costs.get(row.get("variant"))));
                    more.put("share", Double.isNaN(share) ? "" : String.valueOf(share));
                    more.put("receiver_us_per_request", "0");
                    more.put("skid_us_per_request", "0");
                    return List.of(row, more);
                });
    }

    /** Puts other values into a column; null leaves what is there. */
    static void set(Path folder, String column, Function<Map<String, String>, Double> value)
            throws IOException {
        change(
                folder,
                row -> {
                    Double other = value.apply(row);
                    if (other != null) {
                        row.put(column, String.valueOf(other));
                    }
                    return List.of(row);
                });
    }

    private static void change(
            Path folder, Function<Map<String, String>, List<Map<String, String>>> rows)
            throws IOException {
        Path file = folder.resolve(Profiles.FILE);
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.getFirst().split(",", -1));
        List<String> changed = new ArrayList<>(List.of(lines.getFirst()));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            rows.apply(row).forEach(one -> changed.add(String.join(",", one.values())));
        }
        Files.writeString(file, String.join("\n", changed) + "\n");
    }

    /** Writes {@code threads.csv}: one thread sends, dispatches and compiles. */
    static void writeThreads(Path folder, List<String> servers) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", Schema.THREADS.stream().map(Schema.Field::name).toList()));
        for (int block = 1; block <= 3; block++) {
            for (String server : servers) {
                for (int c = 0; c < CATEGORIES.size(); c++) {
                    lines.add(
                            thread(
                                    block,
                                    server,
                                    "carrier",
                                    CATEGORIES.get(c),
                                    cost(block, server, c)));
                }
            }
        }
        Files.writeString(folder.resolve(ThreadCosts.FILE), String.join("\n", lines) + "\n");
    }

    /** A row of {@code threads.csv}. */
    static String thread(int block, String server, String thread, String category, double cost) {
        return String.format(
                Locale.ROOT,
                "1,%s,%s,%d,%s,%s,,0,%d,,%s,%s,%f,0,0",
                SyntheticCampaign.NAME,
                runId(block, server, 1),
                block,
                server,
                server,
                CLIENTS,
                thread,
                category,
                cost);
    }

    private static String runId(int block, String server, int cpus) {
        return String.format(Locale.ROOT, "b%02d-%s-cpus%d-profile", block, server, cpus);
    }

    static double cost(int block, String server, int category) {
        return COSTS.get(server)[category] * (1 + DRIFT * (block - 1));
    }

    /** All categories together, while nothing sampled. */
    static double unprofiled(int block, String server) {
        double sum = 0;
        for (int c = 0; c < CATEGORIES.size(); c++) {
            sum += cost(block, server, c);
        }
        return server.equals("userver") ? sum : sum * (1 + OFF * (block - 2));
    }

    private static String row(int block, String server, int cpus, int category, boolean sound) {
        double cost = cost(block, server, category) + GROWTH * (cpus - 1);
        String name = CATEGORIES.get(category);
        return String.format(
                Locale.ROOT,
                "1,%s,%s,%d,%s,%s,,%s,%d,,%s,%s,1000,%f,0.1,%f,%f,fake 1,1000,0.3,0.01,"
                        + "100000,1,1,,1,,1,0.6,0.6,0.03,0.02,0.05,0.01,0.04,true,100000,%f,1.03,1.05,0.96,%b,%s",
                SyntheticCampaign.NAME,
                runId(block, server, cpus),
                block,
                server.startsWith("knot") ? "knot" : server,
                server,
                cpus == 1 ? "0" : "0-" + (cpus - 1),
                CLIENTS,
                name,
                GROUPS.get(name),
                cost,
                name.equals("sending") ? cost / 3 : 0,
                name.equals("sending") ? SKID * cost : 0,
                unprofiled(block, server),
                sound,
                sound ? "" : "samples are 80.0 % of the CPU time billed");
    }
}
