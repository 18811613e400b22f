package webarch.harness.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.SkippedException;
import webarch.harness.UsageException;
import webarch.harness.campaign.Execution;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;
import webarch.harness.paired.PairedExecution;
import webarch.harness.plan.Mode;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Subject;
import webarch.harness.plan.Topology;
import webarch.harness.remote.LoadHosts;
import webarch.harness.subject.Foreign;
import webarch.harness.yaml.Nearest;

/** {@code ./webarch run}: carries out a plan, or goes on where it was left. */
@Command(
        name = "run",
        description = "Carries out a plan. Running it again on the same folder resumes it.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PLAN",
            description = "Name of a plan in harness/plans, or the path of a .yaml file.")
    private String planName;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The campaign's folder (default: data/campaigns/<UTC>-<plan>-<scale>).")
    private Path out;

    @Option(
            names = "--scale",
            defaultValue = "quick",
            description = "smoke, quick or full (default: ${DEFAULT-VALUE}).")
    private String scaleName;

    @Option(
            names = "--against-itself",
            description = {
                "Compares the plan's first server with itself, under the middle one of its levels,"
                        + " in 8 blocks or the plan's launches: what it would call a difference"
                        + " where there is none. `webarch resolution` reads it."
            })
    private boolean againstItself;

    @Option(names = "--dry-run", description = "Lists the runs and the time they take.")
    private boolean dryRun;

    @Option(
            names = "--topology",
            description = "pinned, colocated or remote (default: pinned with two or more CPUs).")
    private String topology;

    @Option(names = "--server-cpus", paramLabel = "CPUS", description = "For instance 0 or 0,2-3.")
    private CpuList serverCpus;

    @Option(names = "--load-cpus", paramLabel = "CPUS", description = "For instance 1.")
    private CpuList loadCpus;

    @Option(
            names = "--load-hosts",
            paramLabel = "FILE",
            description = "With topology remote: a command a line that starts a host's agent.")
    private Path loadHosts;

    @Option(
            names = "--server-address",
            paramLabel = "ADDRESS",
            description = "With topology remote: of this host, as the load hosts reach it.")
    private String serverAddress;

    @Option(names = "--seed", description = "Instead of the plan's.")
    private Long seed;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "NAME",
            description = "Only these of the plan's servers.")
    private List<String> servers;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "Where the file set is, or is written (default: below .work/filesets).")
    private Path files;

    @Option(
            names = "--ready-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a server may take to become ready (default: ${DEFAULT-VALUE}).")
    private Duration readyTimeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        try {
            return call(home, plan(home));
        } catch (SkippedException skipped) {
            PrintWriter print = spec.commandLine().getOut();
            print.println("skipped: " + skipped.getMessage());
            if (dryRun) {
                print.printf("%s at %s: 0 runs, about 0:00%n", planName, scaleName);
            }
            print.flush();
            return 0;
        }
    }

    private Plan plan(Home home) {
        Plan plan = PlanFile.load(home, planName);
        if (seed != null) {
            plan = plan.withSeed(seed);
        }
        if (servers != null) {
            plan = plan.withSubjects(servers);
        }
        int cpus = Cpus.allowed().size();
        Plan here = withoutAbsent(home, plan);
        boolean remote = topology(plan).filter(Topology.REMOTE::equals).isPresent();
        Plan possible = remote ? here.onCpusOfItsOwn(cpus) : here.onCpus(cpus);
        return againstItself ? possible.againstItself(scaleName) : possible;
    }

    private int call(Home home, Plan plan) throws IOException, InterruptedException {
        Scale scale = plan.scale(scaleName);
        Placement placement = Placement.choose(wish(plan), Cpus.allowed());
        if (dryRun) {
            new DryRun(home, plan, scale, placement).print(spec.commandLine().getOut());
            return 0;
        }
        Progress progress = new Progress(spec.commandLine().getOut(), Progress.onTerminal());
        Path folder = out != null ? out : defaultFolder(home, plan, scale);
        Optional<Path> givenFiles = Optional.ofNullable(files);
        if (plan.mode() == Mode.PAIRED) {
            PairedExecution execution =
                    new PairedExecution(
                            home, plan, scale, placement, hosts(placement), readyTimeout, progress);
            return carryOut(() -> execution.run(folder, givenFiles), folder, execution::state);
        }
        Execution execution =
                new Execution(home, plan, scale, placement, hosts(placement), progress);
        return carryOut(
                () -> execution.run(folder, givenFiles, readyTimeout), folder, execution::state);
    }

    /** What carries a plan out. */
    @FunctionalInterface
    private interface Work {
        int run() throws IOException, InterruptedException;
    }

    private int carryOut(Work work, Path folder, Supplier<String> state)
            throws InterruptedException {
        try {
            return work.run();
        } catch (IOException error) {
            return failed(state.get(), folder, error);
        } catch (UncheckedIOException error) {
            return failed(state.get(), folder, error.getCause());
        }
    }

    /** Without the servers that are not installed, of which it tells. */
    private Plan withoutAbsent(Home home, Plan plan) {
        List<String> here = new ArrayList<>();
        for (Subject subject : plan.subjects()) {
            if (Foreign.isHere(home, subject.server())) {
                here.add(subject.name());
            } else {
                String remedy = Foreign.remedy(subject.server());
                spec.commandLine().getOut().println(subject.name() + " left out: " + remedy);
            }
        }
        return plan.withSubjects(here);
    }

    /** What the user asked for, or the plan. */
    private Optional<Topology> topology(Plan plan) {
        if (topology != null && !Topology.NAMES.contains(topology)) {
            throw new UsageException(
                    "--topology: no `" + topology + "`" + Nearest.hint(topology, Topology.NAMES));
        }
        return Optional.ofNullable(topology).map(Topology::of).or(plan::topology);
    }

    private Placement.Wish wish(Plan plan) {
        return new Placement.Wish(
                topology(plan),
                Optional.ofNullable(serverCpus).or(() -> most(plan)),
                Optional.ofNullable(loadCpus));
    }

    private Optional<LoadHosts> hosts(Placement placement) {
        if (!placement.remote()) {
            if (loadHosts != null || serverAddress != null) {
                throw new UsageException(
                        "--load-hosts and --server-address need --topology remote");
            }
            return Optional.empty();
        }
        if (loadHosts == null || serverAddress == null) {
            throw new UsageException("--topology remote needs --load-hosts and --server-address");
        }
        return Optional.of(LoadHosts.read(loadHosts, serverAddress));
    }

    private static Path defaultFolder(Home home, Plan plan, Scale scale) {
        String name = FOLDER_TIME.format(Instant.now()) + "-" + plan.name() + "-" + scale.name();
        return home.resolve("data/campaigns").resolve(name);
    }

    /** As many of the first CPUs as the plan gives a server at most. */
    private static Optional<CpuList> most(Plan plan) {
        return plan.serverCpus().stream()
                .max(Comparator.naturalOrder())
                .map(number -> Cpus.allowed().first(number));
    }

    private int failed(String state, Path folder, IOException error) {
        spec.commandLine()
                .getErr()
                .println(
                        "webarch run: "
                                + folder
                                + ": "
                                + reason(error)
                                + "; "
                                + state
                                + ", and the same command goes on from there");
        return 1;
    }

    private static String reason(IOException error) {
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
