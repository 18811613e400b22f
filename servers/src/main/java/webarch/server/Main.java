package webarch.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.server.processes.Inheritance;
import webarch.server.processes.Parent;

/**
 * {@code webarch serve}: runs one server.
 *
 * <pre>
 *   start ──► "ready pid=… port=…" on standard output ──SIGTERM──► replies in flight finish ──► exit 0
 *     │
 *     └─ options that cannot be used: one line on standard error, exit 2
 * </pre>
 */
public final class Main {
    /** How long replies in flight may take to finish after SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int EXIT_USAGE = 2;
    private static final int EXIT_BROKEN = 70;

    private final Arguments given;

    private Main(Arguments given) {
        this.given = given;
    }

    /** The threads of the server keep the process alive when this has returned. */
    public static void main(String[] line) {
        String refusal = run(line);
        if (!refusal.isEmpty()) {
            System.err.println("webarch serve: " + refusal);
            System.exit(EXIT_USAGE);
        }
    }

    /** Does as the command line says; returns why that cannot be done, nothing if it is done. */
    static String run(String... line) {
        try {
            Arguments given = Usage.parse(line);
            if (given.has(Arguments.HELP)) {
                Usage.printHelp();
            } else if (given.has(Arguments.VERSION)) {
                System.out.println("webarch " + Main.class.getPackage().getImplementationVersion());
            } else {
                new Main(given).serve();
            }
            return "";
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException failure) {
            return reason(failure);
        }
    }

    private void serve() throws IOException {
        Architecture architecture = architecture();
        String parent = ProcessArguments.parent(given);
        if (parent != null) {
            serveAsChild(architecture, Inheritance.from(parent));
            return;
        }
        ServerOptions options = prepare();
        int count = ProcessArguments.count(given);
        Counters counters = counters(false);
        RunningServer running =
                count == 1
                        ? architecture.start(options, counters)
                        : Parent.start(options, count, Main::giveUp);
        keepRunning(running);
        System.out.println(
                "ready pid=" + ProcessHandle.current().pid() + " port=" + running.port());
    }

    /** The parent says what there is to say to the user. */
    private void serveAsChild(Architecture architecture, Inheritance inheritance)
            throws IOException {
        try {
            int count = ProcessArguments.count(given);
            ServerOptions options = inheritance.applyTo(prepare(), count);
            keepRunning(architecture.start(options, counters(true)));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException failure) {
            inheritance.refuse(reason(failure));
            System.exit(EXIT_USAGE);
        }
        inheritance.accept(() -> System.exit(0));
    }

    private static void keepRunning(RunningServer running) {
        Thread.setDefaultUncaughtExceptionHandler(Main::fail);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "shutdown"));
    }

    /** The server asked for, if it understands the options that are given. */
    private Architecture architecture() {
        List<String> words = given.words();
        String name = words.isEmpty() ? "" : words.getFirst();
        Architecture architecture = Architectures.BY_NAME.get(name);
        if (architecture == null) {
            throw new IllegalArgumentException(
                    (words.isEmpty() ? "no server" : "unknown server '" + name + "'")
                            + ": it must be one of "
                            + Architectures.names());
        }
        if (words.size() > 1) {
            throw new IllegalArgumentException(
                    "unexpected word '"
                            + words.get(1)
                            + "': it is neither an option nor the value of one");
        }
        for (Tunable tunable : Tunable.values()) {
            if (given.has(tunable.option()) && !architecture.tunables().contains(tunable)) {
                throw new IllegalArgumentException(
                        tunable.option()
                                + ": "
                                + name
                                + " has no use for it, only "
                                + Architectures.that(tunable)
                                + " can");
            }
        }
        return architecture;
    }

    /** What is asked for; from here on the process, too, is as asked for. */
    private ServerOptions prepare() throws IOException {
        ServerOptions options = ServerArguments.from(given);
        ProcessArguments.scheduling(given).apply();
        return options;
    }

    /**
     * Where the server counts.
     *
     * @param join whether the file is there already, another process having made it
     */
    private Counters counters(boolean join) {
        Path file = ProcessArguments.counters(given);
        try {
            return file == null
                    ? Counters.inMemory()
                    : join ? Counters.join(file) : Counters.inFile(file);
        } catch (IOException failure) {
            throw new IllegalArgumentException("--counters: cannot write " + file, failure);
        }
    }

    private static String reason(Exception failure) {
        boolean taken =
                failure instanceof SystemCallException call && call.errno() == Errno.EADDRINUSE;
        return failure.getMessage() + (taken ? "; choose another one with --port" : "");
    }

    private static void giveUp(String reason) {
        System.err.println("webarch serve: " + reason);
        Runtime.getRuntime().halt(EXIT_BROKEN);
    }

    /** A thread of a server does not end by itself: it is a bug, and not to be survived half. */
    private static void fail(Thread thread, Throwable bug) {
        System.err.println("webarch serve: thread " + thread.getName() + " failed");
        bug.printStackTrace();
        Runtime.getRuntime().halt(EXIT_BROKEN);
    }

    /** Ends the process with 0; left to itself, the JVM would end it with 128 plus the signal. */
    private static void stop(RunningServer running) {
        try {
            running.stop(GRACE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
