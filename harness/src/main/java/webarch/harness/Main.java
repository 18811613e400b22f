package webarch.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import webarch.harness.bench.BenchCommand;
import webarch.harness.campaign.RunCommand;
import webarch.harness.campaign.StatusCommand;
import webarch.harness.load.LoadCommand;
import webarch.harness.workload.FilesetCommand;

/** The harness commands of {@code ./webarch}. */
@Command(
        name = "webarch",
        description = "Load, experiments and measurement.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchCommand.class,
            FilesetCommand.class,
            LoadCommand.class,
            RunCommand.class,
            StatusCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
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

    private static int refuse(CommandLine command, String message) {
        tell(command, message);
        return CommandLine.ExitCode.USAGE;
    }

    private static void tell(CommandLine command, String message) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
    }
}
