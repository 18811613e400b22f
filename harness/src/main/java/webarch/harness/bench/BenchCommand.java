package webarch.harness.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./webarch bench}: measurements that need no plan. */
@Command(
        name = "bench",
        description = "Measures the servers on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AaCommand.class,
            AgreementCommand.class,
            MemoryCommand.class,
            ServersCommand.class,
            StartCommand.class,
            SyscallsCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "what to measure? "
                        + String.join(" or ", spec.subcommands().keySet())
                        + "; ./webarch bench NAME --help explains one");
    }
}
