package webarch.harness.workload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.UsageException;

/** {@code ./webarch workload export}: the request log for load generators that are not ours. */
@Command(
        name = "export",
        description =
                "Writes a request log for httperf (--wsesslog), wrk (Lua) or Hyperfoil (YAML).",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
    enum Tool {
        httperf,
        hyperfoil,
        wrk
    }

    @Mixin private WorkloadArguments arguments;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TOOL",
            description = "${COMPLETION-CANDIDATES}.")
    private Tool tool;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write.")
    private Path out;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Length of the log (default: as long as the load's own).")
    private Integer requests;

    @Option(
            names = "--session",
            paramLabel = "MEAN|endless",
            description = "Mean number of requests on a connection in place of the workload's own.")
    private Session session;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "When a client gives up, which wrk does not (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--session-rate",
            paramLabel = "R",
            description =
                    "Sessions arrive at this rate per second; without, clients are a closed loop.")
    private Double sessionRate;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        if (requests != null && requests < 1) {
            throw new UsageException("--requests must be at least 1, not " + requests);
        }
        if (timeout.toMillis() < 1) {
            throw new UsageException("--timeout must be at least 1ms, not " + timeout);
        }
        if (sessionRate != null && !(sessionRate > 0)) {
            throw new UsageException("--session-rate must be above 0, not " + sessionRate);
        }
        Workload workload = arguments.workload();
        if (session != null) {
            workload = workload.withSession(session);
        }
        RequestLog log =
                requests == null
                        ? workload.requestLog(arguments.seed())
                        : workload.requestLog(arguments.seed(), requests);
        ExportOptions options =
                new ExportOptions(workload.think(), timeout, Optional.ofNullable(sessionRate));
        Export export =
                switch (tool) {
                    case httperf -> Export.forHttperf(log, options);
                    case hyperfoil -> Export.forHyperfoil(log, options);
                    case wrk -> Export.forWrk(log, options);
                };
        try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.US_ASCII)) {
            export.write(writer);
        } catch (IOException error) {
            throw new UsageException("--out " + out + " cannot be written: " + error, error);
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println("request log  sha256 " + log.sha256());
        print.println("requests     " + export.requests() + " of " + log.size());
        print.println("use it       " + export.usage(out));
    }
}
