package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.bench.trace.CallCount.Kind;
import webarch.harness.bench.trace.Strace;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Csv;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** {@code bench syscalls} on our servers, and the table that their README shows. */
@Timeout(60)
class SyscallsBenchTest {
    private static final List<String> SERVERS = List.of("userver", "knot", "watpipe", "netty");
    private static final Pattern CELLS =
            Pattern.compile(
                    "\\| data: [a-z0-9_]+( \\| ([0-9]+\\.[0-9]{4} × [0-9]+ B|-)){4} \\|"
                            + "|\\| ((EAGAIN|mechanism): [a-z0-9_ ]+|background)"
                            + "( \\| [0-9]+\\.[0-9]{4}){4} \\|"
                            + "|\\| replies, SHA-256( \\| [0-9a-f]{12}){4} \\|");

    @TempDir private Path folder;

    private static void requireStrace() throws IOException, InterruptedException {
        String refusal = "";
        try {
            Strace.require();
        } catch (UsageException absent) {
            refusal = absent.getMessage();
        }
        assumeTrue(refusal.isEmpty(), refusal);
    }

    @Test
    void theThreeServersMakeTheSameSystemCalls() throws Exception {
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        requireStrace();
        assumeTrue(
                Files.exists(checkout.resolve("servers/target/webarch-servers.jar")),
                "the servers are not built");
        TestHome.Result result =
                new TestHome(checkout)
                        .harness("bench", "syscalls", "--requests", "200", "--out", "" + folder);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("Agree within 2 % in data path calls"), result.output());
        List<CSVRecord> rows =
                Csv.FORMAT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(folder.resolve("syscalls.csv")))
                        .getRecords();
        for (String server : SERVERS) {
            CSVRecord receive =
                    rows.stream()
                            .filter(row -> row.get("server").equals(server))
                            .filter(row -> row.get("kind").equals("data"))
                            .filter(row -> row.get("system_call").equals("recvfrom"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("200", receive.get("calls"), server);
        }
    }

    private static void assertRefused(String message, TestHome.Result result) {
        assertEquals("webarch bench syscalls: " + message + "\n", result.output());
        assertEquals(2, result.exitCode());
    }

    @Test
    void withoutStraceOneLineSaysSo() throws Exception {
        assertRefused(
                "strace is not installed; ./setup.sh --peers installs it",
                TestHome.create(folder).harnessWithPath(folder, "bench", "syscalls"));
    }

    @Test
    void whereTracingIsForbiddenOneLineSaysSo() throws Exception {
        Path strace = folder.resolve("strace");
        Files.writeString(
                strace, "#!/bin/sh\necho 'strace: Operation not permitted' >&2\nexit 1\n");
        Files.setPosixFilePermissions(strace, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(
                "strace may not trace here (strace: Operation not permitted); in a container it"
                        + " needs the capability SYS_PTRACE",
                TestHome.create(folder).harnessWithPath(folder, "bench", "syscalls"));
    }

    @Test
    void aListWithoutRequestsIsRefused() throws Exception {
        assertRefused(
                "--requests must be from 1 to 1000000, not 0",
                TestHome.create(folder).harness("bench", "syscalls", "--requests", "0"));
    }

    private static void assertHasTheForm(List<String> lines) {
        assertEquals(
                List.of("| calls per request | userver | knot | watpipe | netty |"),
                lines.stream().limit(1).toList());
        assertEquals("|---|---:|---:|---:|---:|", lines.get(1));
        List<String> rows = lines.stream().skip(2).takeWhile(line -> line.startsWith("|")).toList();
        for (String row : rows) {
            assertTrue(CELLS.matcher(row).matches(), row);
        }
        assertTrue(rows.size() >= 5, "data, mechanism, background, replies");
        String rest = lines.stream().skip(2L + rows.size()).collect(Collectors.joining("\n"));
        assertTrue(rest.contains(" requests of specweb99 (1 directory, seed 2007), "), rest);
        assertTrue(rest.contains("Agree within 2 % "), rest);
    }

    @Test
    void theReadmeOfTheServersHoldsWhatTheCommandPrints() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("../servers/README.md"));
        int begin = readme.indexOf("<!-- bench syscalls -->");
        int end = readme.indexOf("<!-- /bench syscalls -->");
        assertTrue(0 <= begin && begin < end, "the two marks");
        List<String> shown = readme.subList(begin + 1, end);
        assertHasTheForm(shown);
        assertTrue(
                shown.stream().anyMatch(line -> line.startsWith("10000 requests of ")),
                "with the default number of requests");
    }

    @Test
    void theReportHasThatForm() {
        List<CallProfile> profiles =
                SERVERS.stream()
                        .map(
                                server ->
                                        new CallProfile(
                                                server,
                                                !server.equals("netty"),
                                                1000,
                                                List.of(
                                                        count(Kind.DATA, "recvfrom", 1000, 52_000),
                                                        count(Kind.DATA, "sendto", 999, 3_000_000),
                                                        count(Kind.MECHANISM, "epoll_wait", 998, 0),
                                                        count(Kind.MECHANISM, "futex", 1, 0)),
                                                "0123456789abcdef"))
                        .toList();
        RequestLog log = Workload.load("workloads/specweb99.yaml").requestLog(2007, 1000);
        SyscallsReport report =
                new SyscallsReport(profiles, Agreement.of(profiles), log, 1, 2007, "some machine");
        assertHasTheForm(report.markdown().lines().toList());
        assertTrue(
                report.text().matches("(?s).*\nmechanism: all others +0.0010 .*"), report.text());
    }

    private static CallCount count(Kind kind, String name, long calls, long bytes) {
        return new CallCount(kind, name, calls, bytes, 2, 0);
    }
}
