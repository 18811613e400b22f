package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.paired.Comparison;
import webarch.harness.paired.Launch;
import webarch.harness.paired.Slice;
import webarch.harness.paired.Turns;
import webarch.harness.subject.Subjects;
import webarch.harness.workload.Workload;

/** {@code ./webarch bench servers}: what a request costs each server, side by side. */
@Command(
        name = "servers",
        description = {
            "Runs all servers at once on the same CPU and loads them in alternating slices, warm,"
                    + " with connections held open.",
            "Prints CPU time per request with its ratio to one of them and to the C loop that sends"
                    + " the same bytes, and writes servers.csv and slices.csv."
        },
        mixinStandardHelpOptions = true)
final class ServersCommand implements Callable<Integer> {
    private static final List<Integer> USUAL_CONNECTIONS = List.of(64);
    private static final List<Integer> SUITE_CONNECTIONS = List.of(4, 64, 1000, 10_000);

    @Spec private CommandSpec spec;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "SERVER",
            description =
                    "Command lines, such as \"userver --inline 0\" (default: ours, nginx, httpd and"
                            + " the C loop, cloop, as far as they are installed); one named twice"
                            + " runs twice.")
    private List<String> servers;

    @Option(
            names = "--suite",
            description =
                    "The variants of the servers that documents report, at 4, 64, 1000 and 10000"
                            + " connections; --servers and --connections override either.")
    private boolean suite;

    @Option(
            names = "--against",
            paramLabel = "SERVER",
            description = "What the others are compared to (default: nginx, else netty).")
    private String against;

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Clients of each server, one comparison for each number (default: 64).")
    private List<Integer> connections;

    @Option(
            names = "--one-at-a-time",
            description =
                    "Start each server alone instead of all at once; so it is done anyway where the"
                            + " descriptors do not suffice for the connections to all.")
    private boolean oneAtATime;

    @Option(
            names = "--slice",
            defaultValue = "1s",
            paramLabel = "TIME",
            description = "How long a turn is (default: ${DEFAULT-VALUE}).")
    private Duration slice;

    @Option(
            names = "--rounds",
            defaultValue = "6",
            paramLabel = "N",
            description =
                    "Turns of each server in a launch (default: ${DEFAULT-VALUE}); the order is"
                            + " balanced over pairs of rounds.")
    private int rounds;

    @Option(
            names = "--launches",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "How often all servers are started anew (default: ${DEFAULT-VALUE}); 5 or more"
                            + " to conclude from.")
    private int launches;

    @Mixin private BenchArguments arguments;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write servers.csv and slices.csv there.")
    private Path out;

    @Option(names = "--markdown", description = "Print the tables as data/BENCHMARKS.md has them.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        Workload workload = arguments.workload();
        Subjects subjects = subjects(home);
        List<Turns> comparisons = comparisons(subjects.all().size());
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        PrintWriter print = spec.commandLine().getOut();
        // What goes into a document is alone on standard output.
        PrintWriter tell = markdown ? spec.commandLine().getErr() : print;
        announce(tell, subjects, comparisons, placement);
        BenchArguments.Files files = arguments.write(workload, home);
        Cpus.confineThisProcess(placement.loadCpus());

        Progress progress = new Progress(tell, !markdown && Progress.onTerminal());
        ServersReport report =
                new ServersReport(Machine.describe().summary(), placement, files.log(), subjects);
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            Launch.Site site =
                    new Launch.Site(home, files.log(), files.folder(), placement, scratch.path());
            for (Turns options : comparisons) {
                Comparison comparison = new Comparison(site, options, subjects, progress);
                List<Slice> slices = comparison.run();
                report.add(options, slices, comparison.summaries());
                if (out != null) {
                    report.write(output);
                }
            }
        }
        print.print(markdown ? report.markdown() : report.text());
        print.flush();
        return report.errors() > 0 || report.anyFailed() ? 1 : 0;
    }

    private Subjects subjects(Home home) {
        Optional<String> reference = Optional.ofNullable(against);
        if (servers != null) {
            return Subjects.choose(home, servers, reference);
        }
        return suite ? Subjects.suite(home, reference) : Subjects.usual(home, reference);
    }

    private List<Turns> comparisons(int subjects) {
        List<Integer> asked = connections;
        if (asked == null) {
            asked = suite ? SUITE_CONNECTIONS : USUAL_CONNECTIONS;
        }
        Descriptors descriptors = Descriptors.now();
        List<Turns> comparisons = new ArrayList<>();
        for (int number : asked) {
            boolean alone = oneAtATime || !descriptors.sufficeFor((long) subjects * number);
            Turns options =
                    new Turns(
                            number,
                            alone,
                            slice,
                            rounds,
                            launches,
                            arguments.warmup(),
                            arguments.warmupRequests,
                            arguments.seed,
                            arguments.transport());
            descriptors.requireFor(number, number + " clients");
            comparisons.add(options);
        }
        return comparisons;
    }

    private void announce(
            PrintWriter print, Subjects subjects, List<Turns> comparisons, Placement placement) {
        int all = subjects.all().size();
        for (String absent : subjects.absent()) {
            print.println(absent + "; left out, ratios are to " + subjects.against().name());
        }
        Duration time =
                comparisons.stream()
                        .map(options -> options.launchTime(all).multipliedBy(launches))
                        .reduce(Duration.ZERO, Duration::plus);
        print.printf(
                Locale.ROOT,
                "%d servers on CPU %s, load on CPU %s (%s), %s connections each, %d launches of %d"
                        + " rounds: about %s%n",
                all,
                placement.serverCpus(),
                placement.loadCpus(),
                placement.topology().label() + (placement.siblings() ? ", siblings" : ""),
                String.join(
                        ", ",
                        comparisons.stream().map(options -> "" + options.connections()).toList()),
                launches,
                rounds,
                Durations.clock(time));
        print.flush();
    }
}
