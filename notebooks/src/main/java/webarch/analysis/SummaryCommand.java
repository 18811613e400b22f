package webarch.analysis;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a campaign on one page. */
@Command(
        name = "summary",
        description = "Prints a campaign on one page.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private CampaignArgument argument;

    SummaryCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(Summary.of(argument.in(campaigns.get())));
        return 0;
    }
}
