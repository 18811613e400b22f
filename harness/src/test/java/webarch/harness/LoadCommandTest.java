package webarch.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import webarch.harness.load.ScriptedServer;
import webarch.harness.load.ScriptedServer.Exchange;

@Timeout(30)
class LoadCommandTest {
    private static final String WORKLOAD = "workloads/specweb99.yaml";

    @TempDir private Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int code = command.execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private static void assertRefused(String says, List<String> arguments) {
        Ended ended = run(arguments);
        assertEquals(2, ended.code(), ended.toString());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains(says), ended.err());
        assertEquals("", ended.out());
    }

    /** A call that would do, but for the flag given in place of its own. */
    private static List<String> load(String url, String flag, String value) {
        List<String> arguments = new ArrayList<>(List.of("load"));
        List<String> defaults =
                List.of(
                        "--url", url,
                        "--workload", WORKLOAD,
                        "--directories", "1",
                        "--connections", "2",
                        "--warmup", "100ms",
                        "--duration", "300ms");
        for (int i = 0; i < defaults.size(); i += 2) {
            if (!defaults.get(i).equals(flag)) {
                arguments.addAll(defaults.subList(i, i + 2));
            }
        }
        if (value != null) {
            arguments.addAll(List.of(flag, value));
        }
        return arguments;
    }

    @ParameterizedTest
    @CsvSource({
        "--connections, 0, connections must be at least 1",
        "--connections, many, '--connections'",
        "--connections, 100000000, file descriptors",
        "--connections, , '--connections'",
        "--threads, 0, threads must be at least 1",
        "--seed, x, '--seed'",
        "--directories, 0, '--directories must be from 1 to 100000, not 0'",
        "--workload, ./specweb96.yaml, ./specweb96.yaml: no such file",
        "--url, ftp://127.0.0.1, write it like http://127.0.0.1:8080",
        "--url, 127.0.0.1:8080, write it like http://127.0.0.1:8080",
        "--url, http://127.0.0.1:99999, write it like http://127.0.0.1:8080",
        "--url, http://127.0.0.1/x, write it like http://127.0.0.1:8080",
        "--url, http://no-such-host.invalid, unknown host",
        "--warmup, 5, 'must be a time such as `500ms`, `0.8s` or `2m`, not `5`'",
        "--duration, 25h, must be at most 24h",
        "--duration, 0s, --duration must be at least 1ms",
        "--timeout, 0ms, timeout must be at least 1ms",
        "--session, 0.5, at least 1",
        "--session, long, at least 1",
        "--csv, /no/such/folder/load.csv, check its folder",
        "--colour, red, Unknown option",
    })
    void refusesWhatItCannotUse(String flag, String value, String says) {
        assertRefused(says, load("http://127.0.0.1:1", flag, value));
    }

    @Test
    void refusesAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused("start it first", load("http://127.0.0.1:" + port, "--seed", "1"));
    }

    @Test
    void measuresAndWritesTheColumnsOfTheSchema() throws IOException {
        Path files = folder.resolve("files");
        Path csv = folder.resolve("load.csv");
        Ended written =
                run(
                        List.of(
                                "fileset",
                                "--workload",
                                WORKLOAD,
                                "--directories",
                                "1",
                                "--out",
                                files.toString()));
        assertEquals(0, written.code(), written.toString());
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            Ended ended = run(load(server.url(), "--csv", csv.toString()));
            assertEquals(0, ended.code(), ended.toString());
            assertTrue(ended.out().contains("replies/s"), ended.out());
            assertTrue(ended.out().contains("coordinated omission"), ended.out());
        }
        CSVRecord row = onlyRow(csv);
        assertEquals(row.get("requests"), row.get("replies"));
        List<String> columns = row.getParser().getHeaderNames();
        assertEquals(runColumns().stream().filter(columns::contains).toList(), columns);
        double replies = Double.parseDouble(row.get("replies"));
        double seconds = Double.parseDouble(row.get("duration_s"));
        assertEquals(
                replies / seconds, Double.parseDouble(row.get("replies_per_s")), 0.001 * replies);
        assertTrue(written.out().contains(row.get("workload_sha256")), written.out());
    }

    private static CSVRecord onlyRow(Path csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, format)) {
            List<CSVRecord> rows = parser.getRecords();
            assertEquals(1, rows.size());
            return rows.getFirst();
        }
    }

    /** The columns of runs.csv, from data/SCHEMA.md. */
    private static List<String> runColumns() throws IOException {
        return Files.readAllLines(Path.of("../data/SCHEMA.md")).stream()
                .dropWhile(line -> !line.equals("## `runs.csv`"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Arrays.stream(line.split("\\|", 3)[1].split(",", -1)))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }
}
