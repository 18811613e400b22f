package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Csv;

/** {@code bench start} and {@code bench memory}, with servers that keep the contract of ours. */
@Timeout(60)
class StartAndMemoryTest {
    @TempDir private Path folder;

    private List<CSVRecord> bench(String name, String... words) throws Exception {
        TestHome home = TestHome.create(folder);
        String[] all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 2, words.length);
        all[0] = "bench";
        all[1] = name;
        all[words.length + 2] = "--out";
        all[words.length + 3] = folder.resolve("out").toString();
        TestHome.Result result = home.harness(all);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("\ngood "), result.output());
        home.requireNoneLeft();
        return rows(name.equals("start") ? "starts.csv" : name + ".csv");
    }

    private List<CSVRecord> rows(String name) throws IOException {
        return Csv.FORMAT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(folder.resolve("out").resolve(name)))
                .getRecords();
    }

    @Test
    void everyStartIsTimedUntilTheServerIsReady() throws Exception {
        List<CSVRecord> starts = bench("start", "--servers", "good,good --x y", "--starts", "2");
        assertEquals(
                List.of("1 ", "1 --x y", "2 ", "2 --x y"),
                starts.stream().map(row -> row.get("start") + " " + row.get("options")).toList());
        for (CSVRecord start : starts) {
            double ready = Double.parseDouble(start.get("ready_s"));
            double cpu = Double.parseDouble(start.get("server_cpu_s"));
            assertTrue(cpu > 0.01 && ready > 0.01, "a JVM does not start faster: " + start);
            assertEquals("false", start.get("class_archive"));
        }
    }

    @Test
    void aTableForAPageNamesItsConditions() throws Exception {
        TestHome.Result result =
                TestHome.create(folder)
                        .harness(
                                "bench",
                                "start",
                                "--servers",
                                "good",
                                "--starts",
                                "1",
                                "--markdown");
        assertTrue(
                result.output()
                        .matches(
                                "(?s).*\\| good \\| \\d+ \\| - \\| \\d+ \\| - \\|\n\nstarts of each server: 1, .*"),
                result.output());
    }

    @Test
    void memoryIsReadWithTheConnectionsOpen() throws Exception {
        List<CSVRecord> rows =
                bench(
                        "memory",
                        "--servers",
                        "good",
                        "--connections",
                        "2,5",
                        "--directories",
                        "1",
                        "--warmup",
                        "100ms",
                        "--warmup-requests",
                        "50");
        assertEquals(List.of("2", "5"), rows.stream().map(r -> r.get("connections")).toList());
        for (CSVRecord row : rows) {
            double resident = Double.parseDouble(row.get("rss_mb"));
            double proportional = Double.parseDouble(row.get("pss_mb"));
            double heap = Double.parseDouble(row.get("heap_used_mb"));
            assertTrue(resident > 20 && proportional <= resident, row.toString());
            assertTrue(heap > 0.5 && heap < resident, row.toString());
            double live = Double.parseDouble(row.get("heap_live_mb"));
            assertTrue(live > 0.1 && live <= heap, row.toString());
            double cached = Double.parseDouble(row.get("page_cache_mb"));
            assertTrue(cached > 1 && cached < 10, "of 5 MB served: " + row);
            assertEquals("1", row.get("processes"));
            assertTrue(Long.parseLong(row.get("replies")) >= 50);
        }
        assertEquals("", rows.getFirst().get("bytes_per_connection"));
        double grown =
                1e6 * (number(rows, 1, "pss_mb") - number(rows, 0, "pss_mb"))
                        + 1e6 * (number(rows, 1, "heap_live_mb") - number(rows, 0, "heap_live_mb"));
        assertEquals(grown / 3, number(rows, 1, "bytes_per_connection"), 1);
    }

    private static double number(List<CSVRecord> rows, int row, String column) {
        return Double.parseDouble(rows.get(row).get(column));
    }

    private static MedianInterval interval(int values) {
        return MedianInterval.of(IntStream.rangeClosed(1, values).boxed().toList(), i -> i);
    }

    /** P(B(6, ½) ≤ 0) = 0.016, P(B(10, ½) ≤ 1) = 0.011, P(B(20, ½) ≤ 5) = 0.021. */
    @Test
    void theIntervalOfAMedianIsThatOfItsRanks() {
        assertEquals(new MedianInterval(3.5, 1, 6), interval(6));
        assertEquals(new MedianInterval(5.5, 2, 9), interval(10));
        assertEquals(new MedianInterval(10.5, 6, 15), interval(20));
        assertTrue(Double.isNaN(interval(5).low()), "too few values");
    }
}
