package webarch.analysis.paper;

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
import webarch.analysis.claims.Findings;
import webarch.analysis.claims.Sensitivity;

/** Writes the numbers, tables and figures that the paper includes. */
@Command(
        name = "paper",
        description =
                "Writes the numbers and figures of the paper; paper/build makes the PDF of them.",
        mixinStandardHelpOptions = true)
public final class PaperCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private ComparableArgument argument;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where numbers.tex and the figures go.")
    private Path out;

    public PaperCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        Campaigns all = campaigns.get();
        CampaignCollection collection = argument.in(all);
        spec.commandLine().getOut().println(collection.line());
        Macros macros = macros(all, collection);
        Path file = out.resolve("numbers.tex");
        try {
            PaperFigures.put(collection.withValidRuns(), out, macros);
            Product.write(file, macros.file());
        } catch (IOException e) {
            throw new UsageException("--out " + out + ": cannot be written: " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().println("paper: " + pdf(all, collection));
        return 0;
    }

    /** Where the paper of these campaigns belongs: beside them, but never beside the reference. */
    private static Path pdf(Campaigns all, CampaignCollection collection) {
        return all.isReference(collection.folder())
                ? all.home().resolve("paper/paper.pdf")
                : collection.folder().resolve("paper.pdf");
    }

    /** All numbers and tables of these campaigns. */
    static Macros macros(Campaigns checkout, CampaignCollection campaigns) {
        Macros macros = new Macros();
        OriginMacros.put(campaigns, macros);
        Findings findings = Findings.of(checkout, campaigns);
        CampaignCollection usable = campaigns.withValidRuns();
        usable.campaigns().forEach(campaign -> macros.text(campaign.plan(), campaign.name()));
        ClaimMacros.put(findings, macros);
        VerdictTables.put(findings, Sensitivity.of(checkout, campaigns), macros);
        PeakMacros.put(usable, macros);
        PairedMacros.put(usable, macros);
        TuningMacros.put(usable, macros);
        LoadMacros.put(usable, macros);
        ConditionMacros.put(usable, macros);
        PeerMacros.put(usable, macros);
        OverheadMacros.put(usable, macros);
        return macros;
    }
}
