package webarch.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import webarch.harness.bench.BenchCommand;
import webarch.harness.campaign.ProfileCommand;
import webarch.harness.doctor.DoctorCommand;
import webarch.harness.load.LoadCommand;
import webarch.harness.measure.CpuList;
import webarch.harness.remote.LoadAgentCommand;
import webarch.harness.resolution.ResolutionCommand;
import webarch.harness.run.RunCommand;
import webarch.harness.run.StatusCommand;
import webarch.harness.tune.TuneCommand;
import webarch.harness.workload.FilesetCommand;
import webarch.harness.workload.Session;
import webarch.harness.workload.WorkloadCommand;

/** The harness commands of {@code ./webarch}. */
@Command(
        name = "webarch",
        description = "Load, experiments and measurement.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCommand.class,
            DoctorCommand.class,
            FilesetCommand.class,
            LoadAgentCommand.class,
            LoadCommand.class,
            ProfileCommand.class,
            ResolutionCommand.class,
            RunCommand.class,
            StatusCommand.class,
            TuneCommand.class,
            WorkloadCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(Duration.class, converter(Durations::parse))
                .registerConverter(CpuList.class, converter(CpuList::parse))
                .registerConverter(Session.class, converter(Session::of))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(
                        (error, _) -> refuse(error.getCommandLine(), error.getMessage()))
                .setExecutionExceptionHandler(
                        (error, command, _) -> {
                            if (error instanceof UsageException) {
                                return refuse(command, error.getMessage());
                            }
                            if (error instanceof IOException) {
                                String message = error.getMessage();
                                tell(command, message == null ? error.toString() : message);
                                return CommandLine.ExitCode.SOFTWARE;
                            }
                            throw error;
                        });
    }

    /** What the parser says of a bad value goes behind the name of the flag. */
    private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException error) {
                throw new TypeConversionException(error.getMessage());
            }
        };
    }

    private static int refuse(CommandLine command, String message) {
        tell(command, message);
        return CommandLine.ExitCode.USAGE;
    }

    private static void tell(CommandLine command, String message) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
    }
}
