package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Durations;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workload;

/** {@code ./webarch bench servers}: what a request costs each server, side by side. */
@Command(
        name = "servers",
        description = {
            "Runs all servers at once on the same CPU and loads them in alternating slices, warm,"
                    + " with connections held open.",
            "Prints CPU time per request with its ratio to one of them, and writes servers.csv and"
                    + " slices.csv."
        },
        mixinStandardHelpOptions = true)
final class ServersCommand implements Callable<Integer> {
    private static final String WORKLOAD = "specweb99";

    @Spec private CommandSpec spec;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Which (default: ours, and nginx where it is installed); one named twice runs"
                            + " twice.")
    private List<String> servers;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description = "What the others are compared to (default: nginx, else netty).")
    private String against;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "Clients of each server (default: ${DEFAULT-VALUE}).")
    private int connections;

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

    @Option(
            names = "--warmup",
            defaultValue = "2s",
            paramLabel = "TIME",
            description = "Shortest load before the first round (default: ${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(
            names = "--warmup-requests",
            defaultValue = "100000",
            paramLabel = "N",
            description = "And at least so many replies (default: ${DEFAULT-VALUE}).")
    private long warmupRequests;

    @Option(
            names = "--directories",
            defaultValue = "10",
            paramLabel = "N",
            description = "Of the file set, 5 MB each (default: ${DEFAULT-VALUE}).")
    private int directories;

    @Option(
            names = "--seed",
            defaultValue = "2007",
            paramLabel = "N",
            description = "Of files, requests, order and intervals (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write servers.csv and slices.csv there.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        BenchOptions options =
                new BenchOptions(
                        connections, slice, rounds, launches, warmup, warmupRequests, seed);
        Subjects subjects =
                Subjects.choose(home, Optional.ofNullable(servers), Optional.ofNullable(against));
        Descriptors.now()
                .requireFor(
                        subjects.all().size() * connections,
                        connections + " clients of each of " + subjects.all().size() + " servers");
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        Workload workload = workload();
        announce(subjects, options, placement);
        RequestLog log = workload.requestLog(seed);
        Path files = home.resolve(".work/filesets").resolve(workload.fileSetName(seed));
        log.fileSet().write(files);
        Cpus.confineThisProcess(placement.loadCpus());

        Progress progress = new Progress(spec.commandLine().getOut(), Progress.onTerminal());
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            Launch.Site site = new Launch.Site(home, log, files, placement, scratch.path());
            Comparison comparison = new Comparison(site, options, subjects, progress);
            List<Slice> slices = comparison.run();
            List<ServerSummary> results = comparison.summaries();
            if (out != null) {
                ServersCsv.Facts facts =
                        new ServersCsv.Facts(
                                Machine.describe().summary(),
                                placement,
                                log,
                                options,
                                subjects.against());
                output.write("slices.csv", SlicesCsv.text(placement, slices));
                output.write("servers.csv", ServersCsv.text(facts, results));
            }
            return report(results, subjects, placement);
        }
    }

    private Workload workload() {
        Workload shipped = Workload.load(WORKLOAD).withSession(Session.ENDLESS);
        try {
            return shipped.withDirectories(directories);
        } catch (IllegalArgumentException error) {
            throw new UsageException("--directories " + error.getMessage(), error);
        }
    }

    private void announce(Subjects subjects, BenchOptions options, Placement placement) {
        PrintWriter print = spec.commandLine().getOut();
        for (String absent : subjects.absent()) {
            print.println(
                    absent
                            + " is not installed (./setup.sh --peers installs it) and left out;"
                            + " ratios are to "
                            + subjects.against());
        }
        print.printf(
                Locale.ROOT,
                "%d servers on CPU %s, load on CPU %s (%s), %d connections each, %d launches of %d"
                        + " rounds: about %s%n",
                subjects.all().size(),
                placement.serverCpus(),
                placement.loadCpus(),
                placement.topology().label() + (placement.siblings() ? ", siblings" : ""),
                options.connections(),
                options.launches(),
                options.rounds(),
                Durations.clock(
                        options.launchTime(subjects.all().size())
                                .multipliedBy(options.launches())));
        print.flush();
    }

    private int report(List<ServerSummary> results, Subjects subjects, Placement placement) {
        PrintWriter print = spec.commandLine().getOut();
        print.println();
        print.print(ServersTable.of(results, subjects.against()).text());
        print.println();
        ServersTable.remarks(results, placement, launches).forEach(print::println);
        print.flush();
        return results.stream().allMatch(server -> server.errors() == 0) ? 0 : 1;
    }
}
