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

/** Writes every figure and the table of its points, for each campaign. */
@Command(
        name = "figures",
        description = "Draws every figure of each campaign.",
        mixinStandardHelpOptions = true)
final class FiguresCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private CampaignArgument argument;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where to write, in a folder a plan if there are several. Default: a campaign's"
                            + " own figures/; for the reference .work/figures.")
    private Path out;

    FiguresCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        Campaigns all = campaigns.get();
        CampaignCollection collection = argument.in(all);
        PrintWriter output = spec.commandLine().getOut();
        output.println(collection.line());
        for (Origin campaign : collection.campaigns()) {
            campaign.missing().ifPresent(missing -> output.println("INCOMPLETE: " + missing));
            Path folder = folder(all, collection, campaign);
            try {
                write(campaign, folder, output);
            } catch (IOException e) {
                throw new UsageException(
                        "--out " + folder + ": cannot be written: " + e.getMessage(), e);
            }
        }
        return 0;
    }

    private static void write(Origin campaign, Path folder, PrintWriter output) throws IOException {
        Files.createDirectories(folder);
        try {
            for (Figure figure : Figures.all(campaign)) {
                output.println(figure.write(folder));
            }
            if (campaign instanceof Campaign runs) {
                output.println(
                        Profiles.areIn(runs)
                                ? attribution(runs, folder, output)
                                : points(runs, folder));
                if (Profiles.areIn(runs) && Growth.isIn(runs)) {
                    output.println(PlainText.of(Growth.readable(runs)));
                    output.println(
                            Files.writeString(
                                    folder.resolve(Growth.FILE), Csv.of(Growth.exact(runs))));
                }
            }
        } catch (UsageException e) {
            // What one campaign cannot show is no reason not to show the others.
            output.println("not shown: " + e.getMessage());
        }
    }

    private static Path points(Campaign campaign, Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("throughput.csv"), Csv.of(PointTable.exact(campaign, List.of())));
    }

    private static Path attribution(Campaign campaign, Path folder, PrintWriter output)
            throws IOException {
        output.println(PlainText.of(Attribution.readable(campaign)));
        return Files.writeString(
                folder.resolve(Attribution.FILE), Csv.of(Attribution.exact(campaign)));
    }

    /** A campaign's own folder, but never the reference's. Of several, each has one of its own. */
    private Path folder(Campaigns all, CampaignCollection collection, Origin campaign) {
        boolean single = collection.campaigns().size() == 1;
        if (out != null) {
            return single ? out : out.resolve(campaign.plan());
        }
        if (all.isReference(campaign.folder())) {
            Path figures = all.home().resolve(".work/figures");
            return single ? figures : figures.resolve(campaign.plan());
        }
        return campaign.folder().resolve("figures");
    }
}
