package webarch.harness.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;
import webarch.harness.csv.Csv;
import webarch.harness.load.ClientTime;
import webarch.harness.load.Distributions;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.load.Outcomes;
import webarch.harness.load.ScriptedServer;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.load.SessionTotals;
import webarch.harness.load.Taken;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** Load hosts as processes: agents, and scripts that answer as broken ones do. */
@Timeout(60)
class RemoteLoadTest {
    private static final List<String> COUNTS =
            List.of("connections", "requests", "replies", "errors", "connects", "received_bytes");

    @TempDir private Path folder;

    private RemoteWorkload workload;
    private RequestLog log;

    @BeforeEach
    void workload() throws IOException {
        Path yaml =
                Files.writeString(
                        folder.resolve("small.yaml"),
                        """
                        name: small
                        description: For tests
                        directories: 2
                        classes:
                          - {weight: 1, smallest: 100, step: 100, files: 9}
                        popularity:
                          zipf: 1
                        session:
                          requests: 3
                        """);
        Workload small = Workload.load(yaml.toString());
        log = small.requestLog(3);
        workload = RemoteWorkload.of(small, 3, log);
    }

    private static LoadHosts agents(int number) {
        String command =
                "'%s' -XX:TieredStopAtLevel=1 -Xmx128m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
                                .formatted(Path.of(System.getProperty("java.home"), "bin", "java"))
                        + " -cp '"
                        + System.getProperty("java.class.path")
                        + "' webarch.harness.Main load-agent";
        return new LoadHosts(
                Collections.nCopies(number, command), InetAddress.getLoopbackAddress());
    }

    private ScriptedServer server() throws IOException {
        Path root = folder.resolve("files");
        log.fileSet().write(root);
        return new ScriptedServer(root, Exchange::answerWell);
    }

    private static LoadOptions options(ScriptedServer server, int connections) {
        return new LoadOptions(server.address(), connections, 1, Duration.ofSeconds(5), false);
    }

    @Test
    void hostsAddUpExactly() throws IOException {
        try (ScriptedServer server = server();
                RemoteLoad load = new RemoteLoad(agents(2), options(server, 5), workload)) {
            load.start();
            awaitReplies(load, 50);
            LoadSnapshot opened = load.take().totals();
            awaitReplies(load, opened.replies() + 300);
            Taken closed = load.take();
            LoadWindow whole =
                    new LoadWindow(
                            opened,
                            closed.totals().minus(opened),
                            closed.measured(),
                            5,
                            options(server, 5).sessionRate());
            String text = load.hostsCsv(opened.nanoTime(), closed.totals().nanoTime(), whole);
            List<CSVRecord> rows = rows(text);
            assertEquals(List.of("1", "2", "all"), rows.stream().map(r -> r.get("host")).toList());
            for (String column : COUNTS) {
                long sum = rows.stream().limit(2).mapToLong(r -> number(r, column)).sum();
                assertEquals(number(rows.getLast(), column), sum, column);
            }
            assertEquals(List.of(3L, 2L), clients(rows));
            assertTrue(rows.stream().allMatch(r -> number(r, "replies") > 0), text);
            assertEquals(whole.replies(), whole.latency().getTotalCount());
            for (CSVRecord row : rows) {
                assertEquals(row.get("replies"), row.get("latencies"), text);
            }
            assertTrue(load.cpuNanos() > 0);
            assertTrue(server.requests() >= whole.replies());
            load.pause();
            long paused = load.snapshot().replies();
            assertEquals(paused, server.requests(), "none is outstanding");
            load.resume();
            awaitReplies(load, paused + 50);
        }
    }

    private static void awaitReplies(RemoteLoad load, long number) {
        while (load.snapshot().replies() < number) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static List<Long> clients(List<CSVRecord> rows) {
        return rows.stream().limit(2).map(r -> number(r, "connections")).toList();
    }

    private static long number(CSVRecord row, String column) {
        return Long.parseLong(row.get(column));
    }

    private static List<CSVRecord> rows(String text) throws IOException {
        return Csv.FORMAT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();
    }

    /** Hosts that are scripts: the first words of a conversation, and what comes of it. */
    private RemoteLoad scripted(String... lines) throws IOException {
        Path script = Files.write(folder.resolve("agent"), List.of(lines));
        return commanded("sh '" + script + "' me@node7.lab");
    }

    private RemoteLoad commanded(String... commands) {
        InetAddress here = InetAddress.getLoopbackAddress();
        LoadOptions options =
                new LoadOptions(
                        new InetSocketAddress(here, 9),
                        commands.length,
                        1,
                        Duration.ofSeconds(5),
                        false);
        return new RemoteLoad(new LoadHosts(List.of(commands), here), options, workload);
    }

    private static String prepared(String sha256) {
        return "read order; echo '{\"cpus\": 1, \"requestLog\": \"" + sha256 + "\"}'";
    }

    @Test
    void aHostThatDiesIsAFailureWithItsNumber() throws IOException {
        String answers = "for i in 1 2 3 4 5 6; do read order; echo '{}'; done";
        try (RemoteLoad load = scripted(prepared(log.sha256()), answers, "echo Killed >&2")) {
            load.start();
            LoadHostFailure failure = assertThrows(LoadHostFailure.class, load::snapshot);
            assertEquals(
                    "load host 1 is gone: its connection has ended (Killed)", failure.getMessage());
        }
    }

    private String refusal(String... lines) {
        UsageException refusal =
                assertThrows(
                        UsageException.class,
                        () -> {
                            try (RemoteLoad _ = scripted(lines)) {
                                throw new AssertionError("it has begun");
                            }
                        });
        return refusal.getMessage();
    }

    @Test
    void whatIsNoUsableHostIsRefusedBeforeTheLoadBegins() {
        assertEquals(
                "load host 1 is gone: its connection has ended (ssh: host load-host-1: No route)",
                refusal("echo ssh: host node7.lab: No route >&2"));
        assertEquals(
                "load host 1 answers with something else: Welcome",
                refusal("echo Welcome; read order"));
        assertEquals(
                "load host 1 cannot: no such workload",
                refusal("read order; echo '{\"failure\": \"no such workload\"}'"));
        assertEquals(
                "load host 1 makes another request log of the same workload and seed; install the"
                        + " same checkout on every host",
                refusal(prepared("0"), "read order"));
    }

    @Test
    void aSlowHostIsRefused() {
        String slow = "while read order; do sleep 0.3; echo '{}'; done";
        String message = refusal(prepared(log.sha256()), slow);
        assertTrue(
                message.matches("load host 1 took \\d+ ms to answer, more than 200; .*"), message);
    }

    /** A script that holds its totals for so long, and says so. */
    private String holding(String name, double seconds) throws IOException {
        Histogram none = new Histogram(3);
        Distributions measured = new Distributions(List.of(none), none, none);
        LoadSnapshot nothing =
                new LoadSnapshot(
                        0,
                        List.of(new Outcomes(0, Map.of(ErrorKind.RESET, 0L))),
                        0,
                        0,
                        new ClientTime(0, 0, 0, 0, 0),
                        new SessionTotals(0, 0, 0),
                        0,
                        0);
        long nanos = (long) (seconds * 1e9);
        Answer totals =
                new Answer(null, 0, null, nothing, 0, EncodedDistributions.of(measured), nanos);
        Path answer = Files.writeString(folder.resolve(name + ".json"), Wire.line(totals));
        String pings = "for i in 1 2 3 4 5; do read order; echo '{}'; done";
        String take = "read order; sleep " + seconds + "; cat '" + answer + "'; echo; read end";
        List<String> lines = List.of(prepared(log.sha256()), pings, take);
        return "sh '" + Files.write(folder.resolve(name), lines) + "'";
    }

    @Test
    void aHostIsNotChargedWithWhatTheOneBeforeItTook() throws IOException {
        try (RemoteLoad load = commanded(holding("late", 0.5), holding("prompt", 0))) {
            long asked = System.nanoTime();
            long moment = load.take().totals().nanoTime();
            assertTrue(moment - asked < 200_000_000, (moment - asked) / 1e6 + " ms");
        }
    }

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        String schema = Files.readString(Path.of("../data/SCHEMA.md"));
        String section = schema.substring(schema.indexOf("\n## `hosts.csv`"));
        section = section.substring(0, section.indexOf("\n## ", 1));
        for (String column : HostsCsv.NAMES) {
            assertTrue(section.contains("`" + column + "`"), column);
        }
    }
}
