package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, as a process of its own wherever that can make a difference. */
class MainTest {
    static final List<String> ALL = List.copyOf(Architectures.BY_NAME.keySet());

    /** Those as well whose threads are of another kind, and must keep the process alive. */
    static final List<String> PROCESSES =
            Stream.concat(
                            ALL.stream(),
                            Stream.of("knot --scheduler jdk", "knot --scheduler jdk --io nio"))
                    .toList();

    private static final Pattern READY = Pattern.compile("ready pid=(\\d+) port=(\\d+)");

    @TempDir private Path folder;

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void itSaysWhereItListensServesAndEndsWithZeroOnSigterm(String server) throws Exception {
        Path counters = folder.resolve("counters");
        Process process =
                start(server, "--root", root(), "--port", "0", "--counters", counters.toString());
        BufferedReader out = process.inputReader(UTF_8);
        Matcher ready = READY.matcher(out.readLine());
        assertTrue(ready.matches());
        assertEquals(process.pid(), Long.parseLong(ready.group(1)));
        try (RawClient client = new RawClient(Integer.parseInt(ready.group(2)))) {
            assertEquals(200, client.get("/f100").status());
        }
        process.toHandle().destroy();
        assertEquals(0, process.waitFor());
        assertEquals("", process.errorReader(UTF_8).lines().reduce("", String::concat));
        assertEquals(Counters.FILE_SIZE, Files.size(counters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            textBlock =
                    """
                    apache --root ROOT               -> unknown server 'apache': it must be one of knot, netty, userver, watpipe
                    userver                          -> --root: is missing; it names the directory to serve
                    --root ROOT                      -> no server: it must be one of knot, netty, userver, watpipe
                    userver knot --root ROOT         -> unexpected word 'knot': it is neither an option nor the value of one
                    userver --root ROOT --counters /none/x -> --counters: cannot write /none/x
                    userver --root NOWHERE           -> --root: NOWHERE is not a directory
                    knot --root ROOT --port 99999    -> --port: must be from 0 to 65535
                    knot --root ROOT --port x        -> --port: 'x' is no whole number
                    knot --root ROOT --port 99999999999 -> --port: must be from 0 to 65535
                    knot --root ROOT --port          -> --port: needs a value
                    knot --root ROOT --port 0 --port=1 -> --port: is given twice
                    knot --root ROOT --head-timeout 1m -> --head-timeout: '1m' is no number
                    knot --root ROOT --head-timeout NaN -> --head-timeout: must be positive
                    knot --root ROOT --body copy     -> --body: must be sendfile or write, not 'copy'
                    watpipe --root ROOT --prot 1     -> --prot: there is no such option; --help lists them
                    watpipe --root ROOT --work 1     -> --work: there is no such option; --help lists them
                    netty --root ROOT --bind a.b.invalid -> --bind: a.b.invalid is no address
                    userver --root ROOT --max-connections 0 -> --max-connections: must be from 1 to 2147483647
                    userver --root ROOT --processes 0 -> --processes: must be from 1 to 64
                    netty --root ROOT --processes 2  -> --processes: netty has no use for it, only knot, userver, watpipe can
                    userver --root ROOT --cache private -> --cache: the cache of a single event loop is its own anyway; private needs --loops of at least 2
                    userver --root ROOT --sockets blocking -> --sockets: blocking would let one slow client hold up all the others of a single event loop; it needs --loops or --processes of at least 2
                    userver --root ROOT --idle-timeout 0 -> --idle-timeout: must be positive
                    watpipe --root ROOT --carriers 2 -> --carriers: watpipe has no use for it, only knot can
                    knot --root ROOT --io nio        -> --io: nio waits in the JDK's own pollers, not in a carrier: add --scheduler jdk
                    watpipe --root ROOT --workers 2 --readers 1 -> --workers: serve both stages, which leaves nothing to do for --readers and --writers; leave these out
                    watpipe --root ROOT --writers 0  -> --writers: must be from 1 to 200
                    watpipe --root ROOT --queue 0    -> --queue: must be from 1 to 1048576
                    knot --root ROOT --queue 1       -> --queue: knot has no use for it, only watpipe can
                    """)
    void whatCannotBeUsedIsSaidInOneLine(String arguments, String message) {
        List<String> words = new ArrayList<>();
        for (String word : arguments.split(" +", -1)) {
            words.add(word.equals("ROOT") ? root() : word);
        }
        assertEquals(message, Main.run(words.toArray(String[]::new)));
    }

    /** The second of these comes from a child. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--port 0 --processes 2"})
    void aRefusalGoesToStandardErrorAndEndsWithTwo(String more) throws Exception {
        String line = "userver --cache private --root " + root() + " " + more;
        Process process = start(line.strip().split(" ", -1));
        assertEquals(
                List.of(
                        "webarch serve: --cache: the cache of a single event loop is its own"
                                + " anyway; private needs --loops of at least 2"),
                process.errorReader(UTF_8).lines().toList());
        assertEquals(2, process.waitFor());
    }

    @Test
    void helpListsEveryOptionButTheOneBetweenParentAndChildren() throws Exception {
        Process process = start("--help");
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        assertEquals(0, process.waitFor());
        String help = String.join("\n", lines);
        for (Tunable tunable : Tunable.values()) {
            assertTrue(help.contains(" " + tunable.option() + " <"), tunable.option());
        }
        assertTrue(ALL.stream().allMatch(help::contains));
        assertTrue(help.contains("port to listen on, 0 for any (default: 8080)"));
        assertTrue(help.contains("--cache <shared|private>"));
        assertFalse(help.contains("--child-of"));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), help);
    }

    @Test
    void choicesMayBeWrittenEitherWay() throws Exception {
        Process process = start("knot", "--root", root(), "--port=0", "--listener", "ReusePort");
        assertTrue(READY.matcher(process.inputReader(UTF_8).readLine()).matches());
        process.toHandle().destroy();
        assertEquals(0, process.waitFor());
    }

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void aPortInUseIsSaidInOneLine(String server) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> words = new ArrayList<>(List.of(server.split(" ", -1)));
            words.addAll(List.of("--root", root(), "--port", port));
            String refusal = Main.run(words.toArray(String[]::new));
            assertEquals(1, refusal.lines().count(), refusal);
            assertTrue(refusal.startsWith("bind to port " + port), refusal);
            assertTrue(refusal.endsWith("; choose another one with --port"), refusal);
        }
    }

    @Test
    void theJdksSchedulerHasTheCarriersAskedForAndNoMore() throws Exception {
        Process process = start("knot --scheduler jdk", "--root", root(), "--port", "0");
        Matcher ready = READY.matcher(process.inputReader(UTF_8).readLine());
        assertTrue(ready.matches());
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(new RawClient(Integer.parseInt(ready.group(2))));
            clients.getLast().send("GET /f1000000 HTTP/1.1|Host: x||");
        }
        for (RawClient client : clients) {
            assertEquals(200, client.read().status());
            client.close();
        }
        assertEquals(1, threads(process).filter(name -> name.startsWith("ForkJoinPool-1")).count());
        process.toHandle().destroy();
        assertEquals(0, process.waitFor());
    }

    private static Stream<String> threads(Process process) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", process.pid() + "", "task"))) {
            for (Path task : tasks.toList()) {
                names.add(Files.readString(task.resolve("comm")));
            }
        }
        return names.stream();
    }

    @Test
    void tooFewDescriptorsAreSaidInOneLine() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n 300; exec \"$@\"", ""));
        command.addAll(
                ServerProcess.command("userver", "--root", root(), "--max-connections", "1000"));
        Process process = new ProcessBuilder(command).start();
        assertEquals(
                "webarch serve: 1000 connections and 0 open files need more than the 300"
                        + " descriptors there are: raise the limit with ulimit -n, or lower"
                        + " --max-connections or --cache-files",
                String.join("\n", process.errorReader(UTF_8).lines().toList()));
        assertEquals(2, process.waitFor());
    }

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void runningOutOfDescriptorsIsSurvived(String server) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -n 300; exec \"$@\"", ""));
        command.addAll(ServerProcess.command(server, "--root", root(), "--port", "0"));
        if (!server.equals("netty")) {
            command.addAll(List.of("--max-connections", "150"));
        }
        Process process = new ProcessBuilder(command).start();
        Matcher ready = READY.matcher(process.inputReader(UTF_8).readLine());
        assertTrue(ready.matches());
        int port = Integer.parseInt(ready.group(2));
        List<RawClient> many = new ArrayList<>();
        for (int i = 0; i < 280; i++) {
            many.add(new RawClient(port));
        }
        assertEquals(200, many.getFirst().get("/f100").status());
        for (RawClient client : many) {
            client.close();
        }
        try (RawClient client = new RawClient(port)) {
            assertEquals(200, client.get("/f65536").status());
        }
        process.toHandle().destroy();
        assertEquals(0, process.waitFor());
    }

    private static String root() {
        return LiveServer.ROOT.toString();
    }

    private static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(
                        ServerProcess.command(
                                arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length)))
                .start();
    }
}
