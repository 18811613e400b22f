package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import webarch.linux.CpuClock;

/** A server as a process of its own, seen from outside. */
final class ServerProcess implements AutoCloseable {
    /** What a JVM needs to serve, and what has it begin soon: few tests last until C2 compiles. */
    private static final List<String> SOON =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-Xms32m",
                    "-Xmx32m");

    /** As the launcher has it, for what is said of speed and memory. */
    private static final List<String> SHIPPED =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "@jvm.options");

    private static final Pattern READY = Pattern.compile("ready pid=(\\d+) port=(\\d+)");

    private final Process process;
    private final int port;

    /**
     * Starts a server and waits until it listens.
     *
     * @param wrapper command that runs the command that follows it; empty for none
     * @param variant name of the server and options
     */
    ServerProcess(List<String> wrapper, String variant, String... options) throws IOException {
        this(wrapper, command(variant, options));
    }

    private ServerProcess(List<String> wrapper, List<String> server) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(server);
        command.add("--port=0");
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = process.inputReader(UTF_8).readLine();
        port = port(line);
    }

    /** The port in the line with which a server says that it is ready; null for no line. */
    static int port(String line) throws IOException {
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            throw new IOException("not ready: " + line);
        }
        return Integer.parseInt(ready.group(2));
    }

    /** The command line of a server, with the flags that it cannot do without. */
    static List<String> command(String variant, String... options) {
        return command(SOON, variant, options);
    }

    private static List<String> command(List<String> flags, String variant, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(variant.split(" ", -1)));
        command.addAll(List.of(options));
        return command;
    }

    /** Starts a server in the JVM that {@code ./webarch serve} gives it, but for its archive. */
    static ServerProcess startAsShipped(String variant, String... options) throws IOException {
        return new ServerProcess(List.of(), command(SHIPPED, variant, options));
    }

    static ServerProcess start(String variant, String... options) throws IOException {
        return new ServerProcess(List.of(), variant, options);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** CPU time of all its threads so far, in nanoseconds. */
    long cpuNanos() {
        return CpuClock.ofProcess(pid()).nanos();
    }

    int openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return (int) open.count();
        }
    }

    long residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS");
    }

    /** Sets how many descriptors it may have open, as if the rest were in use. */
    void limitDescriptors(int limit) throws IOException, InterruptedException {
        Process prlimit =
                new ProcessBuilder("prlimit", "--pid=" + pid(), "--nofile=" + limit + ":")
                        .inheritIO()
                        .start();
        if (prlimit.waitFor() != 0) {
            throw new IOException("prlimit: " + prlimit.exitValue());
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end; its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
