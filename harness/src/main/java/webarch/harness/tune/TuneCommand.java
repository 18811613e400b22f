package webarch.harness.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.measure.Cpus;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.yaml.Nearest;

/** {@code ./webarch tune}: finds the options with which a server does best. */
@Command(
        name = "tune",
        description = {
            "Searches a server's options by successive halving, and compares the best with the"
                    + " defaults in turns.",
            "Writes search.csv, slices.csv, servers.csv and best.json."
        },
        mixinStandardHelpOptions = true)
public final class TuneCommand implements Callable<Integer> {
    private static final Duration LEAST_BUDGET = Duration.ofSeconds(20);
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "SERVER",
            description = "Whose options harness/tuning has, or the path of such a .yaml file.")
    private String space;

    @Option(
            names = "--budget",
            defaultValue = "5m",
            paramLabel = "TIME",
            description = "How long it may take, about (default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(
            names = "--objective",
            defaultValue = "cpu",
            description =
                    "cpu, the server's CPU time per request, or throughput (default:"
                            + " ${DEFAULT-VALUE}).")
    private String objective;

    @Option(names = "--seed", description = "Instead of the file's.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new folder (default: data/campaigns/<UTC>-tune-<server>).")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Objective.NAMES.contains(objective)) {
            throw new UsageException(
                    "--objective: no `"
                            + objective
                            + "`"
                            + Nearest.hint(objective, Objective.NAMES));
        }
        if (budget.compareTo(LEAST_BUDGET) < 0) {
            throw new UsageException("--budget must be at least 20s");
        }
        Home home = Home.find();
        Plan plan = PlanFile.tuning(home, space);
        if (seed != null) {
            plan = plan.withSeed(seed);
        }
        Path folder = folder(home, plan);
        Placement placement =
                Placement.choose(
                        new Placement.Wish(plan.topology(), Optional.empty(), Optional.empty()),
                        Cpus.allowed());
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.onTerminal());
        return new Tuning(home, plan, placement, Objective.of(objective), budget, progress)
                .run(folder);
    }

    private Path folder(Home home, Plan plan) throws IOException {
        Path folder =
                out != null
                        ? out
                        : home.resolve("data/campaigns")
                                .resolve(
                                        FOLDER_TIME.format(Instant.now()) + "-tune-" + plan.name());
        if (Files.exists(folder)) {
            throw new UsageException("--out " + folder + ": is there already; give a new folder");
        }
        return Files.createDirectories(folder);
    }
}
