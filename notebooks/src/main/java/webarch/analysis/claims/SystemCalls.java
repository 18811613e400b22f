package webarch.analysis.claims;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.CampaignCollection;
import webarch.analysis.CsvFile;
import webarch.analysis.Schema;

/**
 * The premise of the whole comparison: on the data path the three architectures make the same calls
 * with the same bytes. Read from {@code syscalls.csv}, which is counted apart from all runs.
 */
final class SystemCalls {
    private static final String FILE = "syscalls.csv";
    private static final List<String> ARCHITECTURES = List.of("userver", "knot", "watpipe");

    /** A reply that does not fit into the socket buffer takes another call, now and then. */
    private static final double SAME = 0.02;

    private SystemCalls() {}

    static Evidence evidence(CampaignCollection campaigns) {
        Optional<Path> folder = campaigns.newestWith(FILE);
        return folder.map(SystemCalls::compare)
                .orElseGet(
                        () ->
                                Evidence.missing(
                                        "no %s; ./webarch bench syscalls --out %s counts them"
                                                .formatted(FILE, "data/campaigns/syscalls")));
    }

    private static Evidence compare(Path folder) {
        Table calls = CsvFile.read(folder.resolve(FILE), Schema.SYSTEM_CALLS);
        Map<String, Map<String, double[]>> byCall = new TreeMap<>();
        for (Row row : calls) {
            if (row.getString("kind").equals("data")
                    && ARCHITECTURES.contains(row.getString("server"))) {
                byCall.computeIfAbsent(row.getString("system_call"), _ -> new HashMap<>())
                        .put(
                                row.getString("server"),
                                new double[] {
                                    row.getLong("calls"), row.getDouble("bytes_per_call")
                                });
            }
        }
        long unlike = byCall.values().stream().filter(servers -> !alike(servers)).count();
        return byCall.isEmpty()
                ? Evidence.missing(folder.resolve(FILE) + " has none of " + ARCHITECTURES)
                : Count.exact(
                        unlike,
                        byCall.size(),
                        folder.getFileName().toString(),
                        "data-path calls (" + String.join(", ", byCall.keySet()) + ") differ");
    }

    private static boolean alike(Map<String, double[]> servers) {
        return servers.keySet().containsAll(ARCHITECTURES)
                && ARCHITECTURES.stream()
                        .map(servers::get)
                        .allMatch(
                                of ->
                                        same(of[0], servers.get("userver")[0])
                                                && same(of[1], servers.get("userver")[1]));
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
    }
}
