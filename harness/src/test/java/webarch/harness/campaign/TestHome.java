package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.csv.Csv;

/** A checkout whose launcher starts {@link FakeServer}s, and the harness run on it as a process. */
public record TestHome(Path root) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final List<String> QUICK_START =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED");

    public static TestHome create(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home with a blank"));
        Path launcher = home.resolve("webarch");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '%s' %s -cp '%s' webarch.harness.campaign.FakeServer \"$@\"\n"
                        .formatted(JAVA, String.join(" ", QUICK_START), CLASS_PATH));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(home.resolve("harness/plans"));
        Files.createSymbolicLink(
                home.resolve("harness/workloads"), Path.of("workloads").toAbsolutePath());
        Files.createSymbolicLink(
                home.resolve("harness/subjects"), Path.of("subjects").toAbsolutePath());
        return new TestHome(home);
    }

    /** A plan of very short runs over one directory of files. */
    void plan(String name, String servers, String connections, int repetitions) throws IOException {
        Files.writeString(
                root.resolve("harness/plans/" + name + ".yaml"),
                """
                plan: %s
                description: For tests
                workload: specweb99
                seed: 5
                servers: [%s]
                connections: [%s]
                scales:
                  smoke:
                    repetitions: %d
                    warmup: 0.1s
                    warmup_requests: 10
                    duration: 0.4s
                    directories: 1
                """
                        .formatted(name, servers, connections, repetitions));
    }

    Path campaign() {
        return root.resolve("campaign");
    }

    public record Result(int exitCode, String output) {}

    /** {@code ./webarch run PLAN --out campaign --scale smoke …}, to its end. */
    Result run(String plan, String... more) throws IOException, InterruptedException {
        return result(start(runWords(plan, more)));
    }

    /** Any command of the harness, to its end. */
    public Result harness(String... arguments) throws IOException, InterruptedException {
        return result(start(words(arguments)));
    }

    /** The same where programs are looked for in {@code folder} alone. */
    public Result harnessWithPath(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + folder));
        words.addAll(words(arguments));
        return result(start(words));
    }

    Result status() throws IOException, InterruptedException {
        return result(start(words("status", campaign().toString())));
    }

    static Result result(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    List<String> runWords(String plan, String... more) {
        List<String> words = words("run", plan, "--out", campaign().toString(), "--scale", "smoke");
        words.addAll(List.of(more));
        return words;
    }

    private static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(JAVA.toString()));
        words.addAll(QUICK_START);
        words.addAll(List.of("-cp", CLASS_PATH, "webarch.harness.Main"));
        words.addAll(List.of(arguments));
        return words;
    }

    /** A command for a shell: a load agent. */
    String agent() {
        return words("load-agent").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    Process start(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("WEBARCH_HOME", root.toString());
        return builder.start();
    }

    /** Reads the output of a campaign up to the first line that contains {@code text}. */
    static void awaitLine(BufferedReader output, String text) throws IOException {
        StringJoiner said = new StringJoiner("\n", "the campaign ended before " + text + ":\n", "");
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            said.add(line);
            line = output.readLine();
        }
        assertNotNull(line, said::toString);
    }

    /** Reads the output of a campaign up to the line of the {@code n}th finished run. */
    static void awaitRun(BufferedReader output, int n) throws IOException {
        awaitLine(output, "  " + n + "/");
    }

    String runsCsv() throws IOException {
        return Files.readString(campaign().resolve("runs.csv"));
    }

    List<CSVRecord> rows() throws IOException {
        return Csv.FORMAT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(runsCsv()))
                .getRecords();
    }

    /** The processes that the fake servers started, theirs included. */
    List<Long> started() throws IOException {
        return Files.readAllLines(root.resolve("starts")).stream().map(Long::valueOf).toList();
    }

    /** Fails unless all of them end by themselves soon. */
    public void requireNoneLeft() throws Exception {
        for (long pid : started()) {
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null) {
                process.onExit().get(5, TimeUnit.SECONDS);
            }
        }
    }
}
