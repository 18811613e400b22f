package webarch.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.CommandLines;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** Tools that are not ours ask for what the log says, in its order. */
@Timeout(30)
class ExportTest {
    private static final String YAML =
            """
            name: mine
            description: A workload that is in no repository
            directories: 2
            classes:
              - {weight: 2, smallest: 0, step: 10, files: 2}
              - {weight: 1, smallest: 1000, step: 0, files: 2}
            popularity:
              zipf: 1
            session:
              requests: MEAN
              think: {active: 1ms, inactive: 5ms, requests_per_page: 2}
            """;

    private static final String HEADS = "methods: {get: 3, head: 1}\n";

    @TempDir private Path folder;

    /** An exported log and what it was made from. */
    private record Exported(RequestLog log, Path file, Path root) {
        String path(int request) {
            return log.fileSet().files().get(log.file(request)).path();
        }
    }

    private Path yaml(String session) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), YAML.replace("MEAN", session));
    }

    private int execute(String tool, Path yaml, int requests, Path out) {
        return CommandLines.quiet()
                .execute(
                        "workload",
                        "export",
                        "--workload",
                        yaml.toString(),
                        "--seed",
                        "3",
                        "--for",
                        tool,
                        "--requests",
                        Integer.toString(requests),
                        "--out",
                        out.toString());
    }

    private Exported export(String tool, String session, int requests) throws IOException {
        return export(tool, yaml(session), requests);
    }

    private Exported export(String tool, Path yaml, int requests) throws IOException {
        Path out = folder.resolve("log");
        assertEquals(0, execute(tool, yaml, requests, out));
        Workload workload = Workload.load(yaml.toString());
        RequestLog log = workload.requestLog(3, requests);
        Path root = folder.resolve("files");
        log.fileSet().write(root);
        assertTrue(Files.readString(out).contains(log.sha256()));
        return new Exported(log, out, root);
    }

    private static void assumeInstalled(String tool) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, tool))),
                tool + " is not installed (./setup.sh --peers)");
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    @Test
    void wrkFollowsTheLog() throws IOException, InterruptedException {
        assumeInstalled("wrk");
        Exported exported = export("wrk", "3", 40);
        try (ScriptedServer server = new ScriptedServer(exported.root, Exchange::answerWell)) {
            String printed =
                    run("wrk", "-t1", "-c1", "-d1s", "-s", exported.file.toString(), server.url());
            assertTrue(!printed.contains("Socket errors"), printed);
            List<String> asked = server.connections().stream().flatMap(List::stream).toList();
            assertTrue(asked.size() > 50, asked.size() + " requests");
            int connections = 0;
            for (int i = 0; i < asked.size(); i++) {
                int request = i % exported.log.size();
                assertEquals(exported.path(request), asked.get(i));
                assertEquals(exported.log.head(request) ? "HEAD" : "GET", server.methods().get(i));
                connections += sessionEnds(exported.log).contains(request) ? 1 : 0;
            }
            // wrk tries the address before it begins, and may be stopped within a session.
            long used = server.connections().stream().filter(c -> !c.isEmpty()).count();
            assertTrue(used == connections || used == connections + 1, used + " connections");
        }
    }

    private static List<Integer> sessionEnds(RequestLog log) {
        List<Integer> ends = new ArrayList<>();
        for (int session = 0; session < log.sessions(); session++) {
            ends.add(log.sessionEnd(session) - 1);
        }
        return ends;
    }

    @Test
    void httperfFollowsTheLog() throws IOException, InterruptedException {
        assumeInstalled("httperf");
        Path yaml = yaml("3");
        Files.writeString(yaml, HEADS, StandardOpenOption.APPEND);
        Exported exported = export("httperf", yaml, 40);
        RequestLog log = exported.log;
        try (ScriptedServer server = new ScriptedServer(exported.root, Exchange::answerWell)) {
            long start = System.nanoTime();
            String printed =
                    run(
                            "httperf",
                            "--server=127.0.0.1",
                            "--port=" + server.address().getPort(),
                            "--wsesslog=" + log.sessions() + ",0," + exported.file);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(printed.contains("Errors: total 0"), printed);
            assertEquals(log.sessions(), server.connections().size());
            int request = 0;
            double thinks = 0;
            for (int session = 0; session < log.sessions(); session++) {
                for (String path : server.connections().get(session)) {
                    assertEquals(exported.path(request), path);
                    assertEquals(log.head(request) ? "HEAD" : "GET", server.methods().get(request));
                    thinks += log.thinkMicros(request) / 1e6;
                    request++;
                }
            }
            assertEquals(log.size(), request);
            assertTrue(seconds >= thinks, seconds + " s, of thinking " + thinks + " s");
        }
    }

    @Test
    void aRateIsForThoseThatHaveOne() throws IOException {
        Path out = folder.resolve("log");
        StringWriter said = new StringWriter();
        String[] words = {
            "workload",
            "export",
            "--workload",
            yaml("3").toString(),
            "--requests",
            "40",
            "--session-rate",
            "2.5",
            "--timeout",
            "4s",
            "--out",
            out.toString(),
            "--for"
        };
        assertEquals(0, execute(said, words, "httperf"));
        assertTrue(said.toString().contains(" --rate=2.5 --timeout=4.0\n"), said.toString());
        assertEquals(2, execute(said, words, "wrk"));
    }

    private static int execute(StringWriter said, String[] words, String tool) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = tool;
        return CommandLines.quiet().setOut(new PrintWriter(said, true)).execute(all);
    }

    @Test
    void wrkCannotBeGivenHead() throws IOException {
        Path yaml = yaml("3");
        Files.writeString(yaml, HEADS, StandardOpenOption.APPEND);
        Path out = folder.resolve("log");
        assertEquals(2, execute("wrk", yaml, 40, out));
        assertTrue(Files.notExists(out));
    }

    /** httperf ends with an error beyond a thousand sessions. */
    @Test
    void httperfGetsNoMoreSessionsThanItCanHold() throws IOException {
        Exported exported = export("httperf", "2", 10_000);
        List<String> lines = Files.readAllLines(exported.file);
        assertEquals(1000, lines.stream().filter(String::isEmpty).count());
        assertEquals(
                exported.log.sessionEnd(999),
                lines.stream().filter(l -> l.startsWith("/")).count());
        assertTrue(lines.get(1).contains("of 10000 requests"), lines.get(1));
    }

    @Test
    void anEndlessLogIsOneSession() throws IOException {
        Exported exported = export("httperf", "endless", 200);
        List<String> lines = Files.readAllLines(exported.file);
        assertEquals(1, lines.stream().filter(String::isEmpty).count());
        assertEquals(200, lines.stream().filter(line -> line.startsWith("/")).count());
        assertTrue(!Files.readString(export("wrk", "endless", 200).file).contains("C@"));
    }
}
