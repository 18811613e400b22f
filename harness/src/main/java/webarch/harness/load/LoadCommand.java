package webarch.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.UsageException;
import webarch.harness.measure.Descriptors;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workload;
import webarch.harness.workload.WorkloadArguments;
import webarch.linux.CpuClock;

/** {@code ./webarch load}: one measured load on a server that runs already. */
@Command(
        name = "load",
        description = "Loads a running server and measures.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "Like http://127.0.0.1:8080.")
    private String url;

    @Mixin private WorkloadArguments arguments;

    @Mixin private LoadArguments load;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Before the measured window (default: ${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "Of the measured window (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
            names = "--session",
            paramLabel = "MEAN|endless",
            description = "Mean number of requests on a connection in place of the workload's own.")
    private Session session;

    @Option(names = "--no-think", description = "Leaves out the workload's think times.")
    private boolean noThink;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Writes one row for the load, with columns of runs.csv.")
    private Path csv;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "Writes a row for each class of files: replies, errors, latency.")
    private Path classes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (duration.toMillis() < 1) {
            throw new UsageException("--duration must be at least 1ms, not " + duration);
        }
        requireWritable("--csv", csv);
        requireWritable("--classes", classes);
        ServerUrl server = ServerUrl.parse(url);
        LoadOptions options = load.options(server.address(), warmup, arguments.seed());
        RequestLog log = workload().requestLog(arguments.seed());
        Descriptors.now().requireFor(options.connections(), load.clientsFlag());
        server.requireReachable();
        LoadReport report = measure(options, log);
        report.print(spec.commandLine().getOut());
        write("--csv", csv, report.csv());
        write("--classes", classes, report.classes());
        return report.window().replies() > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Workload workload() {
        Workload workload = arguments.workload();
        if (session != null) {
            workload = workload.withSession(session);
        }
        return noThink ? workload.withThink(Optional.empty()) : workload;
    }

    private LoadReport measure(LoadOptions options, RequestLog log) throws InterruptedException {
        CpuClock clock = CpuClock.ofProcess(ProcessHandle.current().pid());
        try (LoadGenerator generator = new LoadGenerator(options, log)) {
            LoadSnapshot before = generator.snapshot();
            generator.start();
            TimeUnit.NANOSECONDS.sleep(warmup.toNanos());
            LoadSnapshot opened = generator.take().totals();
            long cpuOpened = clock.nanos();
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            Taken closed = generator.take();
            long cpuNanos = clock.nanos() - cpuOpened;
            LoadWindow window =
                    new LoadWindow(
                            opened.minus(before),
                            closed.totals().minus(opened),
                            closed.measured(),
                            options.connections(),
                            options.sessionRate());
            return new LoadReport(
                    log, arguments.seed(), options.transport(), window, cpuNanos / 1e9);
        }
    }

    private static void requireWritable(String flag, Path file) {
        if (file != null && !Files.isWritable(file.toAbsolutePath().getParent())) {
            throw new UsageException(flag + " " + file + " cannot be written: check its folder");
        }
    }

    private static void write(String flag, Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException error) {
            throw new UsageException(flag + " " + file + " cannot be written: " + error, error);
        }
    }
}
