package webarch.analysis;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import webarch.analysis.claims.VerifyCommand;
import webarch.analysis.paper.PaperCommand;
import webarch.analysis.report.ReportCommand;

/** The analysis commands of {@code ./webarch}. */
@Command(
        name = "webarch",
        description = "Figures, tables and verdicts from campaigns.",
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Nothing here needs a display, and one that is named but absent must not stop it.
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine(Campaigns::here).execute(arguments));
    }

    static CommandLine commandLine(Supplier<Campaigns> campaigns) {
        return new CommandLine(new Main())
                .addSubcommand(new FiguresCommand(campaigns))
                .addSubcommand(new SummaryCommand(campaigns))
                .addSubcommand(new VerifyCommand(campaigns))
                .addSubcommand(new ReportCommand(campaigns))
                .addSubcommand(new PaperCommand(campaigns))
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
