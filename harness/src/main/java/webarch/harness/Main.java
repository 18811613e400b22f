package webarch.harness;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import webarch.harness.load.LoadCommand;
import webarch.harness.workload.FilesetCommand;

/** The harness commands of {@code ./webarch}. */
@Command(
        name = "webarch",
        description = "Load, experiments and measurement.",
        mixinStandardHelpOptions = true,
        subcommands = {FilesetCommand.class, LoadCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(
                        (error, _) -> refuse(error.getCommandLine(), error.getMessage()))
                .setExecutionExceptionHandler(
                        (error, command, _) -> {
                            if (error instanceof UsageException) {
                                return refuse(command, error.getMessage());
                            }
                            throw error;
                        });
    }

    private static int refuse(CommandLine command, String message) {
        command.getErr().println("webarch " + command.getCommandName() + ": " + message);
        return CommandLine.ExitCode.USAGE;
    }
}
