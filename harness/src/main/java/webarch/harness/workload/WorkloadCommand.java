package webarch.harness.workload;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./webarch workload}: what can be done with a workload beside loading a server. */
@Command(
        name = "workload",
        description = "Hands a workload to other tools.",
        mixinStandardHelpOptions = true,
        subcommands = ExportCommand.class)
public final class WorkloadCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: export");
    }
}
