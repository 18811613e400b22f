package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row that breaks a rule is enough to contradict the claim that none does. */
final class CountTest {
    private static final String RUNS = "throughput";

    @TempDir Path folder;
    private InventedCampaigns data;

    @BeforeEach
    void data() throws IOException {
        data = InventedCampaigns.write(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "offered-is-answered-or-counted, runs.csv, replies, 1",
        "replies-are-right, runs.csv, errors_status, 1",
        "replies-are-right, runs.csv, errors_body, 1",
        "littles-law-holds, runs.csv, little_residual, -0.011",
        "saturated-means-saturated, runs.csv, saturation, client-limited",
        "saturated-means-saturated, runs.csv, server_utilisation, 0.9",
        "saturated-means-saturated, runs.csv, load_utilisation, 0.9",
        "no-run-dropped-without-reason, runs.csv, invalid_reason, too slow",
        "no-run-dropped-without-reason, runs.csv, valid, false",
        "offered-is-answered-or-counted, slices.csv, replies, 9999",
        "offered-is-answered-or-counted, slices.csv, replies, 10001",
        "replies-are-right, slices.csv, errors, 1",
        "saturated-means-saturated, servers.csv, saturation, unsaturated",
        "saturated-means-saturated, servers.csv, load_utilisation, 0.9",
        "no-run-dropped-without-reason, servers.csv, rounds, 5",
        "no-run-dropped-without-reason, servers.csv, errors, 1",
        "same-system-calls, syscalls.csv, calls, 130",
        "same-system-calls, syscalls.csv, bytes_per_call, 60"
    })
    void oneRowThatBreaksARuleIsAnError(String claim, String file, String column, String value)
            throws IOException {
        data.put(path(file), new First()::isThis, column, value);

        Finding finding = data.finding(claim);
        assertEquals(Verdict.CONTRADICTED, finding.verdict(), finding.basis());
        assertEquals(1, finding.evidence().estimate().mean(), finding.basis());
    }

    @Test
    void anInvalidRunMayHaveWrongRepliesAndSaysSo() throws IOException {
        Path runs = path("runs.csv");
        First first = new First();
        data.put(runs, first::isThis, "errors_body", "1");
        data.put(runs, new First()::isThis, "valid", "false");
        data.put(runs, new First()::isThis, "invalid_reason", "errors: 1 body");

        assertEquals(0, data.verify());
    }

    @Test
    void runsAndSlicesAreCountedTogether() {
        String basis = data.finding("replies-are-right").basis();

        // Two comparisons of five launches and four rounds, and runs beside them.
        long slices = 5 * 4 * (4 + 2);
        long rows = Long.parseLong(basis.replaceAll("0 of ([0-9]+) rows", "$1"));
        assertTrue(rows > slices, basis);
        String campaigns = data.finding("replies-are-right").evidence().campaign();
        for (String plan : List.of("aa", "best", RUNS)) {
            assertTrue(campaigns.contains("-" + plan + "-"), campaigns);
        }
    }

    private Path path(String file) {
        return switch (file) {
            case "runs.csv" -> data.runs(RUNS);
            case "syscalls.csv" -> folder.resolve("syscalls").resolve(file);
            default -> data.campaign("best").resolve(file);
        };
    }

    /** The first row of Knot under its largest load. */
    private static final class First {
        private boolean found;

        boolean isThis(Map<String, String> row) {
            boolean is =
                    !found
                            && row.get("server").equals("knot")
                            && Stream.of("256", "64")
                                    .anyMatch(row.getOrDefault("connections", "64")::equals);
            found |= is;
            return is;
        }
    }
}
