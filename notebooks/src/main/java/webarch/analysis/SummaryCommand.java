package webarch.analysis;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a campaign on one page. */
@Command(
        name = "summary",
        description = "Print a campaign on one page.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            defaultValue = "",
            description =
                    "A campaign's folder. Default: the newest complete campaign, else the"
                            + " reference.")
    private String data;

    SummaryCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(Summary.of(campaigns.get().find(data)));
        return 0;
    }
}
