package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Csv;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;
import webarch.harness.plan.Topology;
import webarch.harness.profile.ThreadCalls;
import webarch.harness.subject.Contender;

/** {@code bench syscalls --server-cpus}, and the table that the servers' README shows. */
@Tag("long")
@Timeout(120)
class FutexBenchTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private static void requireCounting() throws IOException {
        String refusal = "";
        try {
            ThreadCalls.require();
        } catch (UsageException absent) {
            refusal = absent.getMessage();
        }
        assumeTrue(refusal.isEmpty(), refusal);
        assumeTrue(
                Files.exists(CHECKOUT.resolve("servers/target/webarch-servers.jar")),
                "the servers are not built");
    }

    /** What so short a run finds may lie above: the servers are not warm. */
    @Test
    void everyVariantIsCounted() throws Exception {
        requireCounting();
        assumeTrue(Cpus.allowed().size() >= 2, "one CPU alone");
        TestHome.Result result =
                new TestHome(CHECKOUT)
                        .harness(
                                "bench",
                                "syscalls",
                                "--server-cpus",
                                "2",
                                "--connections",
                                "16",
                                "--duration",
                                "300ms",
                                "--out",
                                "" + folder);
        assertTrue(Files.exists(folder.resolve("futexes.csv")), result.output());
        List<CSVRecord> rows =
                Csv.FORMAT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(folder.resolve("futexes.csv")))
                        .getRecords();
        assertEquals(9, rows.size(), result.output());
        for (CSVRecord row : rows) {
            assertTrue(Long.parseLong(row.get("requests")) > 0, result.output());
            assertTrue(Integer.parseInt(row.get("threads")) >= 2, result.output());
            boolean pipeline = row.get("server").equals("watpipe");
            assertEquals(pipeline, Boolean.parseBoolean(row.get("excepted")));
            assertTrue(!pipeline || Long.parseLong(row.get("calls")) > 0, result.output());
        }
        boolean holds = rows.stream().allMatch(row -> row.get("holds").equals("true"));
        assertEquals(holds ? 0 : 1, result.exitCode(), result.output());
    }

    private static Contender variant(int number) {
        return FutexCounting.variants(new Home(CHECKOUT), 2).get(number);
    }

    @Test
    void onlyThreadsOnTheDataPathCount() {
        List<Map<String, Long>> threads =
                List.of(
                        Map.of("recvfrom", 500L, "futex", 4L),
                        Map.of("epoll_wait", 10L, "futex", 6L),
                        Map.of("futex", 9000L),
                        Map.of());
        FutexCount count = FutexCount.of(variant(0), 1000, threads);
        assertEquals(2, count.threads());
        assertEquals(0.01, count.perRequest());
        assertTrue(count.holds());
        assertFalse(FutexCount.of(variant(0), 999, threads).holds());
        assertTrue(FutexCount.of(variant(8), 1, threads).holds(), "queues of a pipeline");
    }

    @Test
    void theLoadSharesTheCpusWhereNoneIsLeft() {
        CpuList two = CpuList.parse("0-1");
        assertEquals(Topology.COLOCATED, FutexCounting.placement(2, two).topology());
        assertEquals("1", FutexCounting.placement(1, two).loadCpus().toString());
        UsageException refusal =
                assertThrows(UsageException.class, () -> FutexCounting.placement(3, two));
        assertEquals(
                "--server-cpus must be from 1 to 2, as many as this process may use, not 3",
                refusal.getMessage());
    }

    @Test
    void theShippedPageHoldsWhatTheCommandPrints() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../data/BENCHMARKS.md"));
        int command = page.indexOf("./webarch bench syscalls --server-cpus 2 --markdown");
        assertTrue(command >= 0, "the command");
        List<String> below = page.subList(command, page.size());
        List<String> shown = below.subList(below.indexOf("<!-- table -->") + 1, below.size());
        assertEquals("| server | threads | requests | futex/request | verdict |", shown.get(0));
        List<Contender> variants = FutexCounting.variants(new Home(CHECKOUT), 2);
        for (int i = 0; i < variants.size(); i++) {
            String row = shown.get(2 + i);
            assertTrue(
                    row.matches(
                            "\\| "
                                    + variants.get(i).name()
                                    + " \\| \\d+ \\| [\\d,]+ \\| \\d\\.\\d{4} \\|"
                                    + " (at most 0\\.01|ABOVE 0\\.01|excepted: its queues) \\|"),
                    row);
        }
    }
}
