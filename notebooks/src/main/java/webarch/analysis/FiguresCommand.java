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
import tech.tablesaw.api.Table;

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
                if (Profiles.areIn(runs)) {
                    overhead(runs, folder, output);
                } else {
                    output.println(
                            table(folder, "throughput.csv", PointTable.exact(runs, List.of())));
                }
            }
        } catch (UsageException e) {
            // What one campaign cannot show is no reason not to show the others.
            output.println("not shown: " + e.getMessage());
        }
    }

    private static void overhead(Campaign campaign, Path folder, PrintWriter output)
            throws IOException {
        output.println(PlainText.of(Targets.readable(campaign)));
        output.println(table(folder, Targets.FILE, Targets.exact(campaign)));
        output.println(PlainText.of(Attribution.readable(campaign)));
        output.println(table(folder, Attribution.FILE, Attribution.exact(campaign)));
        output.println(table(folder, Differences.FILE, Differences.exact(campaign)));
        if (Growth.isIn(campaign)) {
            output.println(PlainText.of(Growth.readable(campaign)));
            output.println(table(folder, Growth.FILE, Growth.exact(campaign)));
        }
        if (CountGrowth.isIn(campaign)) {
            output.println(PlainText.of(CountGrowth.readable(campaign)));
            output.println(table(folder, CountGrowth.FILE, CountGrowth.exact(campaign)));
        }
    }

    private static Path table(Path folder, String name, Table table) throws IOException {
        return Files.writeString(folder.resolve(name), Csv.of(table));
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
