package webarch.analysis.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;
import webarch.analysis.ComparableArgument;
import webarch.analysis.Product;
import webarch.analysis.UsageException;

/** Writes one page over all campaigns, with the reference beside them. */
@Command(
        name = "report",
        description = "Writes one page over all campaigns, with the reference beside them.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private ComparableArgument argument;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Default: DATA/report.html; for the reference .work/report.html. It needs no"
                            + " other file and no network.")
    private Path out;

    public ReportCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        Campaigns all = campaigns.get();
        CampaignCollection collection = argument.in(all);
        spec.commandLine().getOut().println(collection.line());
        Path file = out == null ? file(all, collection) : out;
        String html = Html.of(ReportPage.of(all, collection));
        try {
            Product.write(file, html);
        } catch (IOException e) {
            throw new UsageException("--out " + file + ": cannot be written: " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println(file);
        return 0;
    }

    private static Path file(Campaigns all, CampaignCollection collection) {
        return all.isReference(collection.folder())
                ? all.home().resolve(".work/report.html")
                : collection.folder().resolve("report.html");
    }
}
