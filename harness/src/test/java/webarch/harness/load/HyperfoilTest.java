package webarch.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.CommandLines;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.measure.CounterFile;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.ServerCommand;
import webarch.harness.measure.ServerProcess;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** The benchmark that is exported for Hyperfoil, and what Hyperfoil makes of it. */
@Tag("long")
@Timeout(120)
class HyperfoilTest {
    private static final int REQUESTS = 5000;
    private static final int USERS = 8;
    private static final Pattern WEIGHT = Pattern.compile(" {16}(\\S+): ([0-9][0-9.E-]*)");

    /** Of the think time before a request that is not its session's first, in milliseconds. */
    private static final double THINKING = 3 * (1 - 1 / 2.4) + 20 / 2.4;

    @TempDir private Path folder;

    /** The small files alone, so that the time is spent on thinking. */
    private RequestLog export(String... more) throws IOException {
        String shipped = Files.readString(Path.of("workloads/specweb99.yaml"));
        String thinks = "{active: 3ms, inactive: 20ms, requests_per_page: 2.4}";
        String yaml =
                shipped.replaceFirst("directories: \\d+", "directories: 1")
                        .replaceFirst("requests: 7.2", "requests: 7.2\n  think: " + thinks)
                        .concat("methods: {get: 4, head: 1}\n");
        Path file = Files.writeString(folder.resolve("specweb99.yaml"), yaml);
        List<String> words =
                new ArrayList<>(List.of("workload", "export", "--for", "hyperfoil", "--seed", "3"));
        words.addAll(List.of("--workload", file.toString(), "--out", benchmark().toString()));
        words.addAll(List.of("--requests", Integer.toString(REQUESTS)));
        words.addAll(List.of(more));
        assertEquals(0, CommandLines.quiet().execute(words.toArray(String[]::new)));
        return Workload.load(file.toString()).requestLog(3, REQUESTS);
    }

    private Path benchmark() {
        return folder.resolve("benchmark.hf.yaml");
    }

    private Map<String, Double> weights() throws IOException {
        Map<String, Double> weights = new TreeMap<>();
        for (String line : Files.readAllLines(benchmark())) {
            Matcher weight = WEIGHT.matcher(line);
            if (weight.matches()) {
                weights.put(weight.group(1), Double.valueOf(weight.group(2)));
            }
        }
        return weights;
    }

    @Test
    void usersDrawAsOftenAsTheLogAsks() throws IOException {
        RequestLog log = export("--timeout", "4s");
        Map<String, Double> weights = weights();
        Map<String, Double> asked = new TreeMap<>();
        for (int i = 0; i < log.size(); i++) {
            asked.merge(log.fileSet().files().get(log.file(i)).path(), 1.0, Double::sum);
            asked.merge(log.head(i) ? "HEAD" : "GET", 1.0, Double::sum);
        }
        asked.forEach((what, count) -> assertEquals(count, weights.get(what), what));
        assertEquals((double) log.sessions() / log.size(), weights.get("end"), 1e-9);
        double then =
                weights.entrySet().stream()
                        .filter(weight -> weight.getKey().matches("end|more|pause\\d"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
        assertEquals(1, then, 1e-9);
        String benchmark = Files.readString(benchmark());
        assertTrue(benchmark.contains("              HEAD: /${file}\n"), benchmark);
        assertTrue(benchmark.contains("              timeout: 4000ms\n"), benchmark);
        assertTrue(benchmark.contains("  userAgentFromSession: false\n"), "requests of our length");
        assertTrue(benchmark.contains("    always:\n"), benchmark);
        assertTrue(benchmark.contains(log.sha256()));
    }

    /** What the script prints, by name. */
    private Map<String, Double> run(String url, String... parameters)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("remote/hyperfoil", benchmark().toString()));
        words.addAll(List.of("URL=" + url, "WARMUP=1s", "DURATION=2s"));
        words.addAll(List.of(parameters));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), printed);
        Map<String, Double> told =
                printed.lines()
                        .map(line -> line.split(" ", 2))
                        .filter(pair -> pair[0].matches("[a-z0-9_]+"))
                        .collect(
                                Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
        assertEquals(0, told.get("errors"), printed);
        assertEquals(0, told.get("warmup_errors"), printed);
        return told;
    }

    private static void requireHyperfoil() throws IOException, InterruptedException {
        Process fetch =
                new ProcessBuilder("remote/hyperfoil", "--fetch").redirectErrorStream(true).start();
        String said = new String(fetch.getInputStream().readAllBytes(), UTF_8);
        assumeTrue(fetch.waitFor() == 0, "Hyperfoil cannot be fetched: " + said);
    }

    private static long replies(Map<String, Double> told) {
        return Math.round(told.get("warmup_replies") + told.get("replies"));
    }

    @Test
    void ourServerAndHyperfoilCountTheSameReplies() throws Exception {
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        assumeTrue(
                Files.exists(checkout.resolve("servers/target/webarch-servers.jar")),
                "the servers are not built");
        requireHyperfoil();
        Path root = folder.resolve("files");
        RequestLog log = export();
        log.fileSet().write(root);
        ServerProcess.Site site =
                new ServerProcess.Site(
                        checkout, root, folder, Cpus.allowed(), 0, Duration.ofSeconds(30));
        ServerCommand command =
                ServerCommand.ours(checkout.resolve("webarch"), "userver", List.of());
        try (ServerProcess server = ServerProcess.launch(command, site)) {
            String url = "http://127.0.0.1:" + server.address().getPort();
            Map<String, Double> told = run(url, "USERS=" + USERS);
            Map<String, Long> counted = CounterFile.open(folder.resolve("counters")).totals();
            assertEquals(counted.get("replies"), replies(told), told.toString());
            assertEquals(0, counted.get("refusals"));
            double length = (double) counted.get("replies") / counted.get("accepted");
            assertEquals((double) log.size() / log.sessions(), length, 1.3, "none from a cache");
            double most = USERS * 1000 / (THINKING * (1 - 1 / 7.2));
            double rate = told.get("replies_per_s");
            assertTrue(most / 4 < rate && rate < most * 1.15, rate + " of at most " + most);
        }
    }

    @Test
    void aPhaseEndsThoughSessionsDoNot() throws Exception {
        requireHyperfoil();
        Path root = folder.resolve("files");
        export("--session", "endless").fileSet().write(root);
        try (ScriptedServer server = new ScriptedServer(root, Exchange::answerWell)) {
            Map<String, Double> told = run(server.url(), "USERS=" + USERS);
            assertEquals(server.requests(), replies(told));
            long used = server.connections().stream().filter(paths -> !paths.isEmpty()).count();
            assertTrue(used <= USERS, used + " connections");
        }
    }

    @Test
    void hyperfoilAsksInSessionsThatArriveAtARate() throws Exception {
        requireHyperfoil();
        RequestLog log = export("--session-rate", "40");
        Path root = folder.resolve("files");
        log.fileSet().write(root);
        try (ScriptedServer server = new ScriptedServer(root, Exchange::answerWell)) {
            Map<String, Double> told = run(server.url(), "USERS=200");
            assertEquals(server.requests(), replies(told));
            long heads = server.methods().stream().filter("HEAD"::equals).count();
            assertEquals(0.2, heads / (double) server.requests(), 0.08);
            List<List<String>> sessions =
                    server.connections().stream().filter(paths -> !paths.isEmpty()).toList();
            assertEquals(3 * 40, sessions.size(), 12);
            assertEquals(7.2, (double) server.requests() / sessions.size(), 2.5);
        }
    }
}
