package webarch.harness.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.profile.CategoryTable;
import webarch.harness.profile.ProfileReport;

/** {@code ./webarch profile}: the profiles of a campaign, sorted by the table of categories. */
@Command(
        name = "profile",
        description = {
            "Sorts the stored stacks of a campaign's profiled runs into categories by "
                    + CategoryTable.FILE
                    + ", writes profile.csv and counters.csv anew, and prints each profile with its"
                    + " checks.",
            "After a line was added to the table, this is all there is to do."
        },
        mixinStandardHelpOptions = true)
public final class ProfileCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The campaign's folder.")
    private Path folder;

    @Option(
            names = "--unclassified",
            description = "Lists instead the frames that no rule fits, and their share.")
    private boolean unclassified;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description =
                    "Lists instead what a category holds: leaf frame, the frame that decided.")
    private String category;

    @Override
    public Integer call() throws IOException {
        Home home = Home.find();
        if (!Files.isRegularFile(folder.resolve("runs.csv"))) {
            throw new UsageException(folder + ": not a campaign (it has no runs.csv)");
        }
        ProfileReport report = ProfileReport.of(folder, home.resolve(CategoryTable.FILE));
        PrintWriter out = spec.commandLine().getOut();
        if (unclassified) {
            out.print(report.contents(Optional.empty()));
        } else if (category != null) {
            out.print(report.contents(Optional.of(category)));
        } else {
            new ObservationTables(home, folder).write();
            out.print(report.text());
        }
        out.flush();
        return 0;
    }
}
