package webarch.harness.resolution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.csv.Csv;

/**
 * {@code ./webarch resolution}: from comparisons of servers with themselves to what they resolve.
 */
@Command(
        name = "resolution",
        description = {
            "Prints, as resolution.csv, the smallest ratios that plans tell from 1.",
            "From campaigns of `run PLAN --against-itself`; harness/artifact/resolution makes them."
        },
        mixinStandardHelpOptions = true)
public final class ResolutionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of such campaigns.")
    private List<Path> folders;

    @Override
    public Integer call() throws IOException {
        Home home = Home.find();
        List<Resolution> rows = new ArrayList<>();
        for (Path folder : folders) {
            rows.addAll(AgainstItself.in(folder).resolutions(home));
        }
        spec.commandLine().getOut().print(Csv.text(ResolutionCsv.COLUMNS, rows));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
