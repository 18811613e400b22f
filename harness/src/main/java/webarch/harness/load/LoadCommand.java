package webarch.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import webarch.harness.UsageException;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workload;
import webarch.harness.workload.WorkloadArguments;
import webarch.linux.CpuClock;

/** {@code webarch load}: one measured load on a server that runs already. */
@Command(
        name = "load",
        description = "Load a running server, closed loop, and measure.",
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

    @Option(names = "--threads", paramLabel = "N", description = "Event loops; one if not given.")
    private int threads = 1;

    @Option(
            names = "--warmup",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "Before the measured window; 5s if not given.")
    private Duration warmup = Duration.ofSeconds(5);

    @Option(
            names = "--duration",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "Of the measured window; 20s if not given.")
    private Duration duration = Duration.ofSeconds(20);

    @Option(
            names = "--timeout",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "When a client gives up; 10s if not given.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--check-bytes", description = "Compare every byte of every body.")
    private boolean checkBytes;

    @Option(
            names = "--session",
            converter = SessionConverter.class,
            paramLabel = "MEAN|endless",
            description = "Mean number of requests on a connection in place of the workload's own.")
    private Session session;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write one row for the load.")
    private Path csv;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (duration.isZero()) {
            throw new UsageException("--duration must be longer than 0");
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
        Descriptors.now().requireFor(connections);
        server.requireReachable();
        LoadReport report = measure(options, log);
        report.print(spec.commandLine().getOut());
        if (csv != null) {
            write(report);
        }
        return report.window().totals().replies() > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private LoadReport measure(LoadOptions options, RequestLog log) throws InterruptedException {
        CpuClock clock = CpuClock.ofProcess(ProcessHandle.current().pid());
        try (LoadGenerator load = new LoadGenerator(options, log)) {
            load.start();
            LoadSnapshot started = load.snapshot();
            TimeUnit.NANOSECONDS.sleep(warmup.toNanos());
            var _ = load.takeLatency();
            LoadSnapshot opened = load.snapshot();
            long cpuOpened = clock.nanos();
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            LoadSnapshot closed = load.snapshot();
            long cpuNanos = clock.nanos() - cpuOpened;
            LoadWindow window =
                    new LoadWindow(closed.minus(opened), load.takeLatency(), options.connections());
            return new LoadReport(
                    log, arguments.seed(), opened.minus(started), window, cpuNanos / 1e9);
        }
    }

    private void write(LoadReport report) {
        try {
            report.writeCsv(csv);
        } catch (IOException error) {
            throw new UsageException("--csv " + csv + " cannot be written: " + error, error);
        }
    }

    /** {@code endless} or a mean of at least 1. */
    static final class SessionConverter implements ITypeConverter<Session> {
        @Override
        public Session convert(String text) {
            try {
                return Session.of(text);
            } catch (IllegalArgumentException error) {
                throw new TypeConversionException(error.getMessage());
            }
        }
    }
}
