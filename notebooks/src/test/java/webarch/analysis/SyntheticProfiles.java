package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
                    "watpipe", new double[] {6, 6, 1},
                    "netty", new double[] {6, 8, 1});

    /** What a block adds to each cost, over it. */
    static final double DRIFT = 0.1;

    /** What each category costs more for each CPU beyond the first. */
    static final double GROWTH = 0.5;

    /** By what share a profile of others than µserver is off, in blocks beside the second. */
    static final double OFF = 0.004;

    private static final int CLIENTS = 64;

    private SyntheticProfiles() {}

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
                "1,%s,b%02d-%s-cpus%d-profile,%d,%s,%s,,%s,%d,,%s,%s,1000,%f,0.1,%f,0,fake 1,1000,0.3,0.01,"
                        + "100000,1,1,,1,,1,0.6,0.6,0.03,0.02,0.05,0.01,0.04,true,100000,%f,1.03,1.05,0.96,%b,%s",
                SyntheticCampaign.NAME,
                block,
                server,
                cpus,
                block,
                server,
                server,
                cpus == 1 ? "0" : "0-" + (cpus - 1),
                CLIENTS,
                name,
                GROUPS.get(name),
                cost,
                name.equals("sending") ? cost / 3 : 0,
                unprofiled(block, server),
                sound,
                sound ? "" : "samples are 80.0 % of the CPU time billed");
    }
}
