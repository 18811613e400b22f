package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Durations;
import webarch.harness.Home;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.csv.Csv;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.paired.Comparison;
import webarch.harness.paired.HierarchicalBootstrap;
import webarch.harness.paired.Launch;
import webarch.harness.paired.LogRatios;
import webarch.harness.paired.Slice;
import webarch.harness.paired.SlicesCsv;
import webarch.harness.paired.Turns;
import webarch.harness.subject.Subjects;

/** {@code ./webarch bench aa}: how small a difference this machine can tell from none. */
@Command(
        name = "aa",
        description = {
            "Compares a server with itself: two instances, loaded in alternating slices.",
            "The interval of their ratio should contain 1, and its half-width is the smallest"
                    + " difference that a comparison of this length can show here.",
            "With --out it also tells, from the same slices, what longer turns, fewer rounds or"
                    + " launches and other estimators come to; short slices and many rounds tell"
                    + " most: --slice 50ms --rounds 120."
        },
        mixinStandardHelpOptions = true)
final class AaCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "userver",
            paramLabel = "SERVER",
            description = "Its command line (default: ${DEFAULT-VALUE}).")
    private String server;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "Clients of each instance (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--slice",
            defaultValue = "200ms",
            paramLabel = "TIME",
            description = "How long a turn is (default: ${DEFAULT-VALUE}).")
    private Duration slice;

    @Option(
            names = "--rounds",
            defaultValue = "30",
            paramLabel = "N",
            description = "Turns of each instance in a launch (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--launches",
            defaultValue = "15",
            paramLabel = "N",
            description = "How often both are started anew (default: ${DEFAULT-VALUE}).")
    private int launches;

    @Option(
            names = "--repetitions",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Of the whole comparison, each with an interval (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @Mixin private BenchArguments arguments;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write aa.csv, choices.csv and the slices of each repetition there.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        Subjects subjects = Subjects.choose(home, List.of(server, server), Optional.of(server));
        Descriptors.now().requireFor(2 * connections, "--connections " + connections + ", twice");
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        Turns first = turns(1);
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s against itself, %d repetitions: about %s%n",
                server,
                repetitions,
                Durations.clock(first.launchTime(2).multipliedBy((long) launches * repetitions)));
        BenchArguments.Files files = arguments.write(arguments.workload(), home);
        Cpus.confineThisProcess(placement.loadCpus());
        Progress progress = new Progress(print, Progress.onTerminal());
        List<AaCsv.Row> rows = new ArrayList<>();
        List<double[]> all = new ArrayList<>();
        AaChoices choices = new AaChoices(first, arguments.seed);
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            Launch.Site site =
                    new Launch.Site(home, files.log(), files.folder(), placement, scratch.path());
            for (int repetition = 1; repetition <= repetitions; repetition++) {
                long begun = System.nanoTime();
                Turns turns = turns(repetition);
                Comparison comparison = new Comparison(site, turns, subjects, progress);
                List<Slice> slices = comparison.run();
                double seconds = (System.nanoTime() - begun) / 1e9;
                List<double[]> ratios = logRatios(slices);
                all.addAll(ratios);
                rows.add(row(repetition, seconds, turns, ratios));
                progress.note(rows.getLast().text());
                if (out != null) {
                    output.write(
                            "slices-" + repetition + ".csv", SlicesCsv.text(placement, slices));
                    choices.add(slices);
                }
            }
        }
        print.printf(
                Locale.ROOT,
                "%d of %d intervals contain 1%n",
                rows.stream().filter(AaCsv.Row::covers).count(),
                repetitions);
        double seconds = rows.stream().mapToDouble(AaCsv.Row::seconds).sum();
        rows.add(row(AaCsv.ALL, seconds, first, all));
        print.println(rows.getLast().text());
        print.flush();
        if (out != null) {
            output.write("choices.csv", choices.csv());
            output.write(
                    "aa.csv",
                    Csv.text(
                            AaCsv.columns(
                                    Machine.describe().summary(),
                                    placement,
                                    files.log(),
                                    subjects.against()),
                            rows));
        }
        return 0;
    }

    private AaCsv.Row row(int repetition, double seconds, Turns turns, List<double[]> launches) {
        return new AaCsv.Row(
                repetition,
                seconds,
                turns,
                launches.size(),
                new HierarchicalBootstrap(arguments.seed)
                        .of(launches.toArray(double[][]::new))
                        .exp());
    }

    /** Of the second instance's CPU time per request to the first's, by launch and round. */
    private static List<double[]> logRatios(List<Slice> slices) throws IOException {
        double[][] launches = LogRatios.of(ofInstance(2, slices), ofInstance(1, slices));
        if (launches.length == 0) {
            throw new IOException(
                    "in no round both turns were valid; ./webarch doctor tells what else the"
                            + " machine does");
        }
        return Arrays.asList(launches);
    }

    private static List<Slice> ofInstance(int instance, List<Slice> slices) {
        return slices.stream().filter(slice -> slice.subject().instance() == instance).toList();
    }

    /** Each repetition has an order of its own. */
    private Turns turns(int repetition) {
        return new Turns(
                connections,
                false,
                slice,
                rounds,
                launches,
                arguments.warmup(),
                arguments.warmupRequests,
                arguments.seed + repetition - 1,
                arguments.transport());
    }
}
