package webarch.analysis;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes every figure and the table of its points. */
@Command(
        name = "figures",
        description = "Draws every figure of a campaign.",
        mixinStandardHelpOptions = true)
final class FiguresCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private CampaignArgument argument;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write. Default: DATA/figures; for the reference .work/figures.")
    private Path out;

    FiguresCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        Campaigns all = campaigns.get();
        Campaign campaign = argument.in(all);
        PrintWriter output = spec.commandLine().getOut();
        output.println(campaign.line());
        campaign.missing().ifPresent(missing -> output.println("INCOMPLETE: " + missing));
        Path folder = out == null ? folder(all, campaign) : out;
        try {
            for (Figure figure : Figures.all(campaign)) {
                output.println(figure.write(folder));
            }
            Path table = folder.resolve("throughput.csv");
            Files.writeString(table, Csv.of(PointTable.exact(campaign, List.of())));
            output.println(table);
        } catch (IOException e) {
            throw new UsageException(
                    "--out " + folder + ": cannot be written: " + e.getMessage(), e);
        }
        return 0;
    }

    private static Path folder(Campaigns all, Campaign campaign) {
        return all.isReference(campaign)
                ? all.home().resolve(".work/figures")
                : campaign.folder().resolve("figures");
    }
}
