package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Csv;
import webarch.harness.load.Transport;
import webarch.harness.measure.CpuList;
import webarch.harness.paired.ServersCsv;
import webarch.harness.paired.SlicesCsv;
import webarch.harness.paired.Turns;
import webarch.harness.plan.Topology;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Foreign;
import webarch.harness.subject.Program;

/** {@code bench servers} with real processes, which are not our servers but keep their contract. */
@Tag("long")
@Timeout(60)
class ServersBenchTest {
    @TempDir private Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
    }

    /** Short turns and a short warm-up, unless {@code more} says otherwise. */
    private TestHome.Result bench(int warmupRequests, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("bench", "servers", "--directories", "1"));
        words.addAll(List.of("--connections", "4", "--rounds", "2"));
        words.addAll(List.of("--warmup-requests", "" + warmupRequests));
        words.addAll(List.of(more));
        if (!words.contains("--slice")) {
            words.addAll(List.of("--slice", "300ms"));
        }
        if (!words.contains("--warmup")) {
            words.addAll(List.of("--warmup", "50ms"));
        }
        return home.harness(words.toArray(String[]::new));
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
    void everyServerHasItsTurnInEveryRoundAndALineInTheTable() throws Exception {
        TestHome.Result result =
                bench(
                        10,
                        "--servers",
                        "good,good",
                        "--launches",
                        "3",
                        "--out",
                        folder.resolve("out").toString());
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("3 launches of 2 rounds: about 0:"), result.output());
        assertTrue(result.output().contains("ratio to good"), result.output());
        home.requireNoneLeft();
        assertEquals(List.of("filesets"), List.of(home.root().resolve(".work").toFile().list()));

        List<CSVRecord> slices = rows("slices.csv");
        assertEquals(3 * 2 * 2, slices.size());
        for (int i = 0; i < slices.size(); i++) {
            CSVRecord slice = slices.get(i);
            assertEquals(1 + i / 4, number(slice, "launch"));
            assertEquals(1 + i / 2 % 2, number(slice, "round"));
            assertEquals(1 + i % 2, number(slice, "position"));
            assertEquals("0", slice.get("connects"), "connections stay open");
            assertEquals("0", slice.get("errors"));
            assertEquals(slice.get("invalid_reason").isEmpty(), valid(slice));
            double replies = number(slice, "replies");
            String perRequest = slice.get("cpu_us_per_request");
            // On a busy machine so short a turn may see no reply.
            assertEquals(replies == 0, perRequest.isEmpty());
            if (replies > 0) {
                assertEquals(
                        number(slice, "server_cpu_s") * 1e6 / replies,
                        Double.parseDouble(perRequest),
                        0.01);
            }
            assertTrue(number(slice, "duration_s") >= 0.24, "240 of 300 ms are measured");
            assertTrue(number(slice, "idle_cpu_s") >= 0);
        }
        assertEquals(
                slices.get(0).get("server"), slices.get(3).get("server"), "ABBA within a launch");

        List<CSVRecord> servers = rows("servers.csv");
        assertEquals(
                List.of("good 1", "good 2"),
                servers.stream().map(r -> r.get("server") + " " + r.get("instance")).toList());
        // On a busy machine turns may be invalid.
        if (slices.stream().allMatch(ServersBenchTest::valid)) {
            assertEquals("1", servers.get(0).get("ratio"));
            assertTrue(number(servers.get(1), "ratio_low") <= number(servers.get(1), "ratio"));
            assertTrue(number(servers.get(1), "ratio") <= number(servers.get(1), "ratio_high"));
            assertTrue(number(servers.get(1), "cpu_us_per_request") > 0);
        }
    }

    private static boolean valid(CSVRecord slice) {
        return slice.get("valid").equals("true");
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    @Test
    void nginxIsWhatTheOthersAreComparedTo() throws Exception {
        assumeTrue(
                Foreign.isHere(new Home(home.root()), "nginx"),
                "nginx is not installed; ./setup.sh --peers installs it");
        TestHome.Result result = bench(10, "--servers", "good,nginx", "--launches", "1");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("ratio to nginx"), result.output());
        assertTrue(result.output().contains("\nnginx "), result.output());
    }

    @Test
    void everyNumberOfConnectionsIsAComparisonOfItsOwn() throws Exception {
        TestHome.Result result =
                bench(
                        10,
                        "--servers",
                        "good,good --some option",
                        "--connections",
                        "3",
                        "--one-at-a-time",
                        "--launches",
                        "1",
                        "--markdown",
                        "--out",
                        folder.resolve("out").toString());
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("**3 clients of each server**\n\n| server |"),
                result.output());
        assertTrue(result.output().contains("one at a time: not interleaved"), result.output());
        assertEquals(
                List.of("4 good ", "4 good --some option", "3 good ", "3 good --some option"),
                rows("servers.csv").stream()
                        .map(
                                row ->
                                        String.join(
                                                " ",
                                                row.get("connections"),
                                                row.get("server"),
                                                row.get("options")))
                        .toList());
        assertTrue(number(rows("servers.csv").getFirst(), "head_bytes") > 30);
        for (CSVRecord slice : rows("slices.csv")) {
            assertEquals("0", slice.get("idle_cpu_s"), "no other server is up");
        }
    }

    @ParameterizedTest
    @CsvSource({"httpd", "cloop"})
    void othersThanOursTakePart(String name) throws Exception {
        assumeTrue(
                Foreign.isHere(new Home(home.root()), name),
                "httpd is not installed; ./setup.sh --peers installs it");
        assumeTrue(!name.equals("cloop") || Program.find("cc").isPresent(), "there is no cc");
        TestHome.Result result = bench(10, "--servers", "good," + name, "--launches", "1");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("\n" + name + " "), result.output());
    }

    @Test
    void wrongRepliesAreSaidAndEndWithOne() throws Exception {
        // After an error a client waits for a moment, so that a short turn may see no request end.
        TestHome.Result result =
                bench(0, "--servers", "good,wrong", "--launches", "1", "--slice", "500ms");
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("requests to wrong"), result.output());
        assertTrue(result.output().contains("no intervals: they need at least 3 launches"));
    }

    @Test
    void aServerThatDiesEndsTheComparison() throws Exception {
        TestHome.Result result =
                bench(1000, "--servers", "dying", "--launches", "1", "--warmup", "3s");
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(
                result.output()
                        .endsWith(
                                "\nwebarch bench servers: server died with exit code 3: fake: gave"
                                        + " up (dying)\n"),
                result.output());
        home.requireNoneLeft();
    }

    @Test
    void aServerThatEndsBadlyHasNoNumbers() throws Exception {
        TestHome.Result result = bench(10, "--servers", "good,failing", "--launches", "1");
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("2 of failing.\n"), result.output());
        assertTrue(result.output().contains("INVALID: "), result.output());
    }

    @Test
    void anUnknownServerGetsOneLine() throws Exception {
        TestHome.Result result = bench(0, "--servers", "god");
        assertTrue(
                result.output()
                        .endsWith(
                                "\nwebarch bench servers: server god: server exited with code 2"
                                        + " before it was ready: serve: unknown server `god`\n"),
                result.output());
        assertEquals(2, result.exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 1, 1, '--connections must be at least 1, not 0'",
        "1, 20000, 1, 1, --slice must be from 50ms to 10s",
        "1, 1000, 0, 1, '--rounds must be at least 1, not 0'",
        "1, 1000, 1, -1, '--launches must be at least 1, not -1'"
    })
    void optionsThatCannotBeUsedAreNamed(
            int connections, long sliceMillis, int rounds, int launches, String message) {
        Duration slice = Duration.ofMillis(sliceMillis);
        UsageException refusal =
                assertThrows(
                        UsageException.class,
                        () ->
                                new Turns(
                                        connections,
                                        false,
                                        slice,
                                        rounds,
                                        launches,
                                        slice,
                                        0,
                                        1,
                                        Transport.NETTY));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void theTemplateOfNginxIsFilledInCompletely() throws IOException {
        String template = Files.readString(Path.of("subjects/nginx.conf"));
        for (String word : List.of("{address}", "{port}", "{root}", "{dir}", "{user}")) {
            assertTrue(template.contains(word), word);
        }
        assertFalse(
                Stream.of("address", "port", "root", "dir", "user")
                        .reduce(template, (text, word) -> text.replace("{" + word + "}", "x"))
                        .matches("(?s).*\\{[a-z]+}.*"));
    }

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        Placement placement = new Placement(Topology.PINNED, CpuList.of(0), CpuList.of(1), false);
        Contender subject = new Contender("", "", 1, null);
        ServersCsv.Facts facts = new ServersCsv.Facts("", placement, null, subject);
        assertEquals(SchemaColumns.of("slices.csv"), Csv.names(SlicesCsv.columns(placement)));
        assertEquals(SchemaColumns.of("servers.csv"), Csv.names(ServersCsv.columns(facts)));
        assertEquals(SchemaColumns.of("syscalls.csv"), SyscallsCsv.names());
        assertEquals(
                SchemaColumns.of("starts.csv"), Csv.names(StartsCsv.columns("", CpuList.of(0))));
        assertEquals(SchemaColumns.of("memory.csv"), Csv.names(MemoryCsv.columns("", null)));
    }
}
