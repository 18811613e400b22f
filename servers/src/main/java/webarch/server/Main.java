package webarch.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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
@Command(
        name = "webarch serve",
        description = "Serves the files below a directory over HTTP until SIGTERM.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    /** How long replies in flight may take to finish after SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int EXIT_BROKEN = 70;

    @Parameters(
            paramLabel = "SERVER",
            description = "one of ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private String server;

    @Mixin private ServerArguments arguments;

    @Mixin private ThreadArguments threads;

    @Mixin private ProcessArguments processes;

    @Option(
            names = "--scheduling",
            defaultValue = "other",
            paramLabel = "CLASS",
            description =
                    "scheduling class of the threads: ${COMPLETION-CANDIDATES}, see sched(7) (default:"
                            + " ${DEFAULT-VALUE})")
    private SchedulingClass scheduling;

    @Option(
            names = "--counters",
            paramLabel = "FILE",
            description = "publish counters in this file while running")
    private Path counters;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        int exitCode =
                new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler((error, _) -> refuse(error))
                        .execute(arguments);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** Starts the server; its threads keep the process alive when this has returned. */
    @Override
    public Integer call() throws IOException {
        Architecture architecture = Architectures.BY_NAME.get(server);
        if (architecture == null) {
            String known = String.join(", ", Architectures.BY_NAME.keySet());
            throw unusable("unknown server '" + server + "': it must be one of " + known, null);
        }
        requireUnderstood(architecture);
        if (processes.parent() != null) {
            return serveAsChild(architecture);
        }
        RunningServer running = start(options -> startAlone(architecture, options));
        keepRunning(running);
        System.out.println(
                "ready pid=" + ProcessHandle.current().pid() + " port=" + running.port());
        return CommandLine.ExitCode.OK;
    }

    private RunningServer startAlone(Architecture architecture, ServerOptions options)
            throws IOException {
        int count = processes.count();
        Counters created = openCounters(Counters::inFile);
        return count == 1
                ? architecture.start(options, created)
                : Parent.start(options, count, Main::giveUp);
    }

    /** The parent says what there is to say to the user. */
    private Integer serveAsChild(Architecture architecture) throws IOException {
        Inheritance inheritance = Inheritance.from(processes.parent());
        try {
            keepRunning(
                    start(
                            options ->
                                    architecture.start(
                                            inheritance.applyTo(options, processes.count()),
                                            openCounters(Counters::join))));
        } catch (ParameterException refusal) {
            inheritance.refuse(refusal.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        inheritance.accept(() -> System.exit(CommandLine.ExitCode.OK));
        return CommandLine.ExitCode.OK;
    }

    private static void keepRunning(RunningServer running) {
        Thread.setDefaultUncaughtExceptionHandler(Main::fail);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "shutdown"));
    }

    private void requireUnderstood(Architecture architecture) {
        for (ArgSpec argument : spec.commandLine().getParseResult().matchedArgs()) {
            for (Tunable tunable : Tunable.values()) {
                if (argument instanceof OptionSpec option
                        && option.longestName().equals(tunable.option())
                        && !architecture.tunables().contains(tunable)) {
                    throw unusable(
                            option.longestName()
                                    + ": "
                                    + server
                                    + " has no use for it, only "
                                    + Architectures.that(tunable)
                                    + " can",
                            null);
                }
            }
        }
    }

    /** Starts a server on the options asked for, or refuses them. */
    private RunningServer start(Start start) {
        try {
            ServerOptions options = arguments.toOptions(threads.toThreads());
            scheduling.apply();
            return start.on(options);
        } catch (SystemCallException failure) {
            String remedy =
                    failure.errno() == Errno.EADDRINUSE ? "; choose another one with --port" : "";
            throw unusable(failure.getMessage() + remedy, failure);
        } catch (IOException failure) {
            throw unusable(failure.getMessage(), failure);
        } catch (IllegalArgumentException | UnsupportedOperationException failure) {
            throw unusable(failure.getMessage(), failure);
        }
    }

    private Counters openCounters(CountersFile way) {
        try {
            return counters == null ? Counters.inMemory() : way.open(counters);
        } catch (IOException failure) {
            throw unusable("--counters: cannot write " + counters, failure);
        }
    }

    private interface Start {
        RunningServer on(ServerOptions options) throws IOException;
    }

    private interface CountersFile {
        Counters open(Path path) throws IOException;
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
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }

    private ParameterException unusable(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    private static int refuse(ParameterException error) {
        error.getCommandLine().getErr().println("webarch serve: " + error.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    /** The servers' names, for the help text. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Architectures.BY_NAME.keySet().iterator();
        }
    }
}
