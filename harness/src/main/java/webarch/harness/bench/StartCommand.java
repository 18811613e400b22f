package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.csv.Csv;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Machine;
import webarch.harness.measure.ServerFailure;
import webarch.harness.measure.ServerProcess;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/** {@code ./webarch bench start}: how long the servers take to become ready. */
@Command(
        name = "start",
        description = {
            "Starts the servers in turns, with nothing to serve, and takes the time from executing"
                    + " the command to its being ready, which is looked at every 3 ms.",
            "Prints the medians with 95 %% intervals, and writes starts.csv."
        },
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "SERVER",
            description = "Command lines, as of `bench servers` (default: the same).")
    private List<String> servers;

    @Option(
            names = "--starts",
            defaultValue = "20",
            paramLabel = "N",
            description = "Of each server (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(names = "--markdown", description = "Print the table as data/BENCHMARKS.md has it.")
    private boolean markdown;

    @Option(names = "--out", paramLabel = "DIR", description = "Write starts.csv there.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (starts < 1) {
            throw new UsageException("--starts must be at least 1, not " + starts);
        }
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        Subjects subjects =
                servers == null
                        ? Subjects.usual(home, Optional.empty())
                        : Subjects.choose(home, servers, Optional.empty());
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        Cpus.confineThisProcess(placement.loadCpus());
        Progress progress = new Progress(spec.commandLine().getErr(), Progress.onTerminal());
        List<StartsCsv.Row> rows = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            Path nothing = Files.createDirectory(scratch.path().resolve("root"));
            for (int start = 1; start <= starts; start++) {
                for (Contender subject : subjects.all()) {
                    Path folder = scratch.path().resolve(start + "-" + rows.size());
                    ServerProcess.Site site =
                            new ServerProcess.Site(
                                    home.root(),
                                    nothing,
                                    Files.createDirectory(folder),
                                    placement.serverCpus(),
                                    0,
                                    PATIENCE);
                    rows.add(start(home, start, subject, site));
                }
            }
        }
        if (out != null) {
            output.write(
                    "starts.csv",
                    Csv.text(
                            StartsCsv.columns(Machine.describe().summary(), placement.serverCpus()),
                            rows));
        }
        PrintWriter print = spec.commandLine().getOut();
        Table table = table(subjects, rows);
        print.print((markdown ? table.markdown() : table.text()) + "\n" + conditions(placement));
        print.flush();
        return 0;
    }

    private static StartsCsv.Row start(
            Home home, int start, Contender subject, ServerProcess.Site site)
            throws IOException, InterruptedException {
        boolean archive = Files.exists(home.resolve("servers/target/" + subject.server() + ".jsa"));
        long begun = System.nanoTime();
        try (ServerProcess process = ServerProcess.launch(subject.command(), site)) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpuSeconds = process.tree().sample().cpuNanos() / 1e9;
            process.stop(GRACE);
            return new StartsCsv.Row(subject, start, archive, seconds, cpuSeconds);
        } catch (ServerFailure failure) {
            throw new UsageException(
                    "server " + subject.name() + ": " + home.scrub(failure.getMessage()), failure);
        }
    }

    private static Table table(Subjects subjects, List<StartsCsv.Row> rows) {
        Table table =
                new Table(List.of("server", "ready ms", "95 % interval", "CPU ms", "archive"));
        for (Contender subject : subjects.all()) {
            List<StartsCsv.Row> own =
                    rows.stream().filter(row -> row.subject().equals(subject)).toList();
            MedianInterval ready = MedianInterval.of(own, StartsCsv.Row::readySeconds);
            MedianInterval cpu = MedianInterval.of(own, StartsCsv.Row::cpuSeconds);
            table.row(
                    List.of(
                            subject.name(),
                            millis(ready.median()),
                            Double.isNaN(ready.low())
                                    ? "-"
                                    : millis(ready.low()) + " to " + millis(ready.high()),
                            millis(cpu.median()),
                            own.getFirst().classArchive() ? "yes" : "-"));
        }
        return table;
    }

    private String conditions(Placement placement) {
        return String.format(
                Locale.ROOT,
                "starts of each server: %d, on CPU %s; %s.%n",
                starts,
                placement.serverCpus(),
                Machine.describe().summary());
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.0f", 1000 * seconds);
    }
}
