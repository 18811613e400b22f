package webarch.harness.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A server under test: its own session, its own CPUs, its output in a file.
 *
 * <pre>
 * launch ──ready──► running ──SIGTERM──► ended
 *    └──time-out, exit──► ServerFailure     └──grace over──► SIGKILL to the session
 * </pre>
 *
 * No process stays behind: not after {@link #close}, not when this JVM is told to end (a shutdown
 * hook kills the session), and not when this JVM is killed outright (the kernel then sends the
 * server SIGTERM, provided that the thread that launched it lived until then). Owned by the thread
 * that launched it.
 */
public final class ServerProcess implements AutoCloseable {
    /** What both take together, for estimates made before any server has been started. */
    public static final Duration START_AND_STOP = Duration.ofMillis(700);

    private static final int CANNOT_EXECUTE = 126;
    private static final int NOT_FOUND = 127;
    private static final int REFUSED = 2;

    private final Process process;
    private final ServerLog log;
    private final Instant started;
    private final ProcessTree tree;
    private InetSocketAddress address;

    private ServerProcess(Process process, ServerLog log) {
        this.process = process;
        this.log = log;
        this.started = Instant.now();
        this.tree = new ProcessTree(process.pid());
    }

    /**
     * Where and how a server is started.
     *
     * @param home working directory, which also is its WEBARCH_HOME
     * @param root the files it serves
     * @param folder the run's own folder; gets server.log
     * @param padding bytes added to the environment
     * @param patience how long it may take to become ready
     */
    public record Site(
            Path home, Path root, Path folder, CpuList cpus, int padding, Duration patience) {}

    /** How a server ended; {@code killed} when it did not heed SIGTERM. */
    public record Ending(int exitCode, boolean killed) {}

    /** Starts the server and waits until it is ready. */
    public static ServerProcess launch(ServerCommand command, Site site)
            throws IOException, ServerFailure {
        int port =
                command.ready() == ServerCommand.Ready.ACCEPTING
                        ? Readiness.freePort(command.address())
                        : 0;
        Map<String, String> values = values(command, site, port);
        for (Path template : command.templates()) {
            Files.writeString(
                    site.folder.resolve(template.getFileName()),
                    ServerCommand.fill(Files.readString(template), values));
        }
        Path output = site.folder.resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(words(command, site, values))
                        .directory(site.home.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("WEBARCH_HOME", site.home.toString());
        builder.environment().put("WEBARCH_PADDING", "x".repeat(site.padding));
        ServerProcess server =
                new ServerProcess(StartedProcesses.start(builder), new ServerLog(output));
        try {
            server.awaitReady(command, port, site.patience);
            return server;
        } catch (ServerFailure | RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private static Map<String, String> values(ServerCommand command, Site site, int port) {
        return Map.of(
                "address", command.address().getHostAddress(),
                "port", Integer.toString(port),
                "root", relative(site.home, site.root),
                "cpus", site.cpus.toString(),
                "dir", relative(site.home, site.folder),
                "user", System.getProperty("user.name"));
    }

    private static List<String> words(
            ServerCommand command, Site site, Map<String, String> values) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("setsid", "setpriv", "--pdeathsig", "TERM"));
        words.addAll(List.of("taskset", "-c", site.cpus.toString()));
        words.addAll(command.words(values));
        return words;
    }

    /** Paths below the home are given relative to it, so that no log names the user's folders. */
    private static String relative(Path home, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return (absolute.startsWith(home) ? home.relativize(absolute) : absolute).toString();
    }

    private void awaitReady(ServerCommand command, int givenPort, Duration patience)
            throws ServerFailure {
        Readiness ready = new Readiness(log, command.address(), givenPort);
        OptionalInt port = ready.await(process::isAlive, patience);
        if (port.isPresent()) {
            address = new InetSocketAddress(command.address(), port.getAsInt());
        } else if (process.isAlive()) {
            throw new ServerFailure(
                    "server never became ready within "
                            + patience.toMillis() / 1e3
                            + " s"
                            + log.lastLine(": "),
                    false);
        } else {
            int code = process.exitValue();
            throw new ServerFailure(
                    "server exited with code " + code + " before it was ready" + log.lastLine(": "),
                    code == REFUSED || code == NOT_FOUND || code == CANNOT_EXECUTE);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public Instant started() {
        return started;
    }

    public ProcessTree tree() {
        return tree;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The last line the server wrote, behind {@code separator}; empty when it wrote nothing. */
    public String lastLine(String separator) {
        return log.lastLine(separator);
    }

    /** Asks the server to finish and waits for it at most {@code grace}. */
    public Ending stop(Duration grace) throws InterruptedException {
        List<ProcessHandle> members = StartedProcesses.members(process);
        process.destroy();
        boolean ended = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        StartedProcesses.end(process, members);
        return new Ending(process.waitFor(), !ended);
    }

    /** Kills whatever is left of it. */
    @Override
    public void close() {
        StartedProcesses.end(process, List.of());
    }
}
