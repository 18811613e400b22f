package webarch.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        description = "Loads a running server, closed loop, and measures.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "Like http://127.0.0.1:8080.")
    private String url;

    @Mixin private WorkloadArguments arguments;

    @Option(
            names = "--connections",
            required = true,
            paramLabel = "N",
            description = "Concurrent clients, each with one request at a time.")
    private int connections;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loops (default: ${DEFAULT-VALUE}).")
    private int threads;

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
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "When a client gives up (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--check-bytes", description = "Compares every byte of every body.")
    private boolean checkBytes;

    @Option(
            names = "--session",
            paramLabel = "MEAN|endless",
            description = "Mean number of requests on a connection in place of the workload's own.")
    private Session session;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Writes one row for the load, with columns of runs.csv.")
    private Path csv;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (duration.toMillis() < 1) {
            throw new UsageException("--duration must be at least 1ms, not " + duration);
        }
        if (csv != null && !Files.isWritable(csv.toAbsolutePath().getParent())) {
            throw new UsageException("--csv " + csv + " cannot be written: check its folder");
        }
        Workload workload = arguments.workload();
        RequestLog log =
                (session == null ? workload : workload.withSession(session))
                        .requestLog(arguments.seed());
        ServerUrl server = ServerUrl.parse(url);
        LoadOptions options =
                new LoadOptions(server.address(), connections, threads, timeout, checkBytes);
        Descriptors.now().requireFor(connections, "--connections " + connections);
        server.requireReachable();
        LoadReport report = measure(options, log);
        report.print(spec.commandLine().getOut());
        if (csv != null) {
            write(report);
        }
        return report.window().replies() > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private LoadReport measure(LoadOptions options, RequestLog log) throws InterruptedException {
        CpuClock clock = CpuClock.ofProcess(ProcessHandle.current().pid());
        try (LoadGenerator load = new LoadGenerator(options, log)) {
            LoadSnapshot before = load.snapshot();
            load.start();
            TimeUnit.NANOSECONDS.sleep(warmup.toNanos());
            var _ = load.takeLatency();
            LoadSnapshot opened = load.snapshot();
            long cpuOpened = clock.nanos();
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            LoadSnapshot closed = load.snapshot();
            long cpuNanos = clock.nanos() - cpuOpened;
            LoadWindow window =
                    new LoadWindow(
                            opened.minus(before),
                            closed.minus(opened),
                            load.takeLatency(),
                            options.connections());
            return new LoadReport(log, arguments.seed(), window, cpuNanos / 1e9);
        }
    }

    private void write(LoadReport report) {
        try {
            report.writeCsv(csv);
        } catch (IOException error) {
            throw new UsageException("--csv " + csv + " cannot be written: " + error, error);
        }
    }
}
