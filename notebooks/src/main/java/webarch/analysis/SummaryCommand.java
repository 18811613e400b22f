package webarch.analysis;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints each campaign on a page. */
@Command(
        name = "summary",
        description = "Prints each campaign on one page.",
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
        List<Origin> all = argument.in(campaigns.get()).campaigns();
        for (Origin campaign : all) {
            if (!campaign.equals(all.getFirst())) {
                spec.commandLine().getOut().println();
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            campaign instanceof PairedCampaign paired
                                    ? PairedSummary.of(paired)
                                    : Summary.of((Campaign) campaign));
        }
        return 0;
    }
}
