package webarch.analysis.claims;

import java.io.IOException;
import java.io.PrintWriter;
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

/** Holds every claim against the data; ends with 1 if the data contradict one of the artifact. */
@Command(
        name = "verify",
        description =
                "Holds the claims against the data; 1 if one of the artifact is contradicted.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private final Supplier<Campaigns> campaigns;

    @Spec private CommandSpec spec;

    @Mixin private ComparableArgument argument;

    @Option(
            names = "--claims",
            paramLabel = "FILE",
            description = "What is claimed. Default: notebooks/claims.yaml.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where claims.md and claims.csv go. Default: DATA/verdicts; for the reference"
                            + " .work/verdicts.")
    private Path out;

    public VerifyCommand(Supplier<Campaigns> campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Integer call() {
        Campaigns all = campaigns.get();
        CampaignCollection collection = argument.in(all);
        Path source = file == null ? all.home().resolve(Claims.FILE) : file;
        Findings findings = Findings.of(Claims.read(source), collection);
        PrintWriter output = spec.commandLine().getOut();
        output.println(Report.plain(findings));
        Path folder = out == null ? folder(all, collection) : out;
        try {
            Product.write(folder.resolve("claims.md"), Report.markdown(findings));
            Product.write(folder.resolve("claims.csv"), Report.csv(findings));
        } catch (IOException e) {
            throw new UsageException(
                    "--out " + folder + ": cannot be written: " + e.getMessage(), e);
        }
        output.println(folder.resolve("claims.md"));
        output.println(folder.resolve("claims.csv"));
        return findings.contradicted() ? 1 : 0;
    }

    private static Path folder(Campaigns all, CampaignCollection collection) {
        return all.isReference(collection.folder())
                ? all.home().resolve(".work/verdicts")
                : collection.folder().resolve("verdicts");
    }
}
