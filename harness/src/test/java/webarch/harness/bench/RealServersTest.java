package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Csv;

/**
 * Commands that compare servers, on ours, as briefly as can be: what they write, not the values.
 */
@Tag("long")
@Timeout(120)
class RealServersTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private Path out;

    @BeforeEach
    void servers() {
        assumeTrue(
                Files.exists(CHECKOUT.resolve("servers/target/webarch-servers.jar")),
                "the servers are not built");
        out = folder.resolve("out");
    }

    private static TestHome.Result harness(String... words) throws Exception {
        return new TestHome(CHECKOUT).harness(words);
    }

    private List<CSVRecord> rows(String file) throws IOException {
        return Csv.FORMAT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(out.resolve(file)))
                .getRecords();
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static Set<String> values(List<CSVRecord> rows, String column) {
        return rows.stream().map(row -> row.get(column)).collect(Collectors.toSet());
    }

    @Test
    void aServerIsComparedWithItself() throws Exception {
        TestHome.Result result =
                harness(
                        "bench",
                        "aa",
                        "--connections=8",
                        "--directories=1",
                        "--slice=200ms",
                        "--rounds=2",
                        "--launches=3",
                        "--warmup=100ms",
                        "--warmup-requests=500",
                        "--out=" + out);
        assumeFalse(
                result.output().contains("in no round both turns were valid"),
                "another program uses the CPUs");
        assertEquals(0, result.exitCode(), result.output());
        List<CSVRecord> rows = rows("aa.csv");
        assertEquals(Set.of("1", "0"), values(rows, "repetition"));
        for (CSVRecord row : rows) {
            double low = number(row, "ratio_low");
            double high = number(row, "ratio_high");
            assertTrue(low <= number(row, "ratio") && number(row, "ratio") <= high, row::toString);
            assertEquals((high - low) / 2, number(row, "half_width"), 1e-6);
            assertEquals(low <= 1 && high >= 1, Boolean.parseBoolean(row.get("covers")));
            assertTrue(0.2 < low && high < 5, row::toString);
        }
        List<CSVRecord> slices = rows("slices-1.csv");
        assertEquals(3 * 2 * 2, slices.size());
        assertEquals(Set.of("0"), values(slices, "errors"));
        assertEquals(Set.of("1", "2"), values(slices, "instance"));
    }

    @Test
    void othersTellTheSameOfAServer() throws Exception {
        TestHome.Result result =
                harness(
                        "bench",
                        "agreement",
                        "--server=userver",
                        "--connections=8",
                        "--directories=1",
                        "--seconds=1",
                        "--rounds=2",
                        "--out=" + out);
        List<CSVRecord> rows = rows("agreement.csv");
        // In so short a time they may well come to other values.
        assertEquals(
                values(rows, "agrees").contains("false") ? 1 : 0,
                result.exitCode(),
                result.output());
        for (String quantity : List.of("closed", "rate")) {
            List<CSVRecord> sides =
                    rows.stream().filter(row -> row.get("quantity").equals(quantity)).toList();
            assertTrue(values(sides, "source").containsAll(Set.of("netty", "native")), quantity);
        }
        for (CSVRecord row : rows) {
            assertTrue(number(row, "value") > 0, row::toString);
            boolean cpu = row.get("quantity").equals("cpu");
            assertEquals(cpu ? "cpu_us_per_request" : "replies_per_s", row.get("unit"));
            assertEquals(cpu, row.get("server_utilisation").isEmpty());
            // In each round under both of our transports, or once.
            assertEquals(cpu ? "4" : "2", row.get("rounds"));
        }
        assertTrue(values(rows, "source").containsAll(Set.of("proc", "server")), result.output());
    }

    @Test
    void theBestConfigurationIsFound() throws Exception {
        Path space =
                Files.writeString(
                        folder.resolve("space.yaml"),
                        """
                        plan: userver
                        description: For tests
                        workload: specweb99
                        session: endless
                        seed: 5
                        servers:
                          - name: userver
                            server: userver
                            factors: {inline: [16384, 0], processes: [1, 2]}
                        connections: [8, 16]
                        scales:
                          quick:
                            {repetitions: 3, warmup: 0.1s, warmup_requests: 200, duration: 0.4s,
                             directories: 1}
                        """);
        TestHome.Result result = harness("tune", "" + space, "--budget=20s", "--out=" + out);
        assumeFalse(
                result.output().contains("nothing is confirmed"), "another program uses the CPUs");
        assertEquals(0, result.exitCode(), result.output());
        List<CSVRecord> search = rows("search.csv");
        assertEquals(Set.of("8", "16"), values(search, "connections"), result.output());
        assertEquals(Set.of(""), values(search, "failure"), result.output());
        JsonNode best = new ObjectMapper().readTree(out.resolve("best.json").toFile());
        assertEquals(8, best.at("/configurations").asInt());
        assertTrue(values(search, "connections").contains(best.at("/connections").asText()));
        assertEquals("userver", best.at("/server").asText());
        JsonNode low = best.at("/ratio_low");
        // On a busy machine too few launches may count for an interval.
        assertTrue(low.isNull() || low.asDouble() > 0, best.toString());
        assertTrue(low.isNull() || low.asDouble() <= best.at("/ratio_high").asDouble());
        List<CSVRecord> servers = rows("servers.csv");
        assertTrue(values(servers, "options").contains(best.at("/options").asText()));
        assertEquals(Set.of(best.at("/connections").asText()), values(servers, "connections"));
        assertEquals(3, values(rows("slices.csv"), "launch").size());
    }
}
