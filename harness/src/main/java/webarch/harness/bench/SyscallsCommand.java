package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.bench.trace.Strace;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Machine;
import webarch.harness.profile.ThreadCalls;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Workload;

/** {@code ./webarch bench syscalls}: do the servers make the same system calls? */
@Command(
        name = "syscalls",
        description = {
            "Traces the servers' system calls for a fixed list of requests, one after the other on"
                    + " one connection, and compares those that move data.",
            "Exit code 1 if userver, knot and watpipe do not agree.",
            "With --server-cpus, counts instead how often the threads on the data path of servers"
                    + " with loops, carriers or threads for as many CPUs call futex, under load by"
                    + " many clients at once. Exit code 1 if that is more than 0.01 times a request;"
                    + " the queues of a pipeline are excepted."
        },
        mixinStandardHelpOptions = true)
final class SyscallsCommand implements Callable<Integer> {
    private static final List<String> COMPARED = List.of("userver", "knot", "watpipe");
    private static final List<String> SERVERS = List.of("userver", "knot", "watpipe", "netty");
    private static final String WORKLOAD = "specweb99";
    private static final long SEED = 2007;

    /** With one directory every file stays in every cache. */
    private static final int DIRECTORIES = 1;

    @Spec private CommandSpec spec;

    @Option(
            names = "--requests",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Length of the list (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--server-cpus",
            paramLabel = "N",
            description = "Count futex calls on N CPUs instead.")
    private Integer serverCpus;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "Clients, with --server-cpus (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--duration",
            defaultValue = "8s",
            paramLabel = "TIME",
            description =
                    "Of the warm-up and of the window, with --server-cpus (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write syscalls.csv there; futexes.csv with --server-cpus.")
    private Path out;

    @Option(names = "--markdown", description = "Print the table as servers/README.md has it.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (requests < 1 || requests > 1_000_000) {
            throw new UsageException("--requests must be from 1 to 1000000, not " + requests);
        }
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        return serverCpus == null ? sameCalls(home, output) : futexes(home, output);
    }

    private static Workload workload() {
        return Workload.load(WORKLOAD).withDirectories(DIRECTORIES).withSession(Session.ENDLESS);
    }

    private static Path write(RequestLog log, Home home) throws IOException {
        Path files = home.resolve(".work/filesets").resolve(workload().fileSetName(SEED));
        log.fileSet().write(files);
        return files;
    }

    private int futexes(Home home, OutputFolder output) throws IOException, InterruptedException {
        Placement placement = FutexCounting.placement(serverCpus, Cpus.allowed());
        ThreadCalls.require();
        RequestLog log = workload().requestLog(SEED);
        Path files = write(log, home);
        Cpus.confineThisProcess(placement.loadCpus());
        FutexCounting counting =
                new FutexCounting(home, log, files, placement, connections, duration);
        Progress progress = new Progress(spec.commandLine().getErr(), Progress.onTerminal());
        List<FutexCount> counts;
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            counts = counting.run(scratch.path(), progress);
        }
        FutexReport report =
                new FutexReport(counts, placement, log, connections, Machine.describe().summary());
        if (out != null) {
            output.write("futexes.csv", report.csv());
        }
        print(markdown ? report.markdown() : report.text());
        return report.holds() ? 0 : 1;
    }

    private int sameCalls(Home home, OutputFolder output) throws IOException, InterruptedException {
        Strace.require();
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        RequestLog log = workload().requestLog(SEED, requests);
        Path files = write(log, home);
        Cpus.confineThisProcess(placement.loadCpus());

        List<CallProfile> profiles =
                trace(new SyscallTrace(home, log, files, placement.serverCpus()));
        String machine = Machine.describe().summary();
        if (out != null) {
            output.write("syscalls.csv", SyscallsCsv.text(machine, log, profiles));
        }
        Agreement agreement =
                Agreement.of(profiles.stream().filter(CallProfile::compared).toList());
        SyscallsReport report =
                new SyscallsReport(profiles, agreement, log, DIRECTORIES, SEED, machine);
        print(markdown ? report.markdown() : report.text());
        return agreement.holds() ? 0 : 1;
    }

    private void print(String text) {
        PrintWriter print = spec.commandLine().getOut();
        print.print(text);
        print.flush();
    }

    private List<CallProfile> trace(SyscallTrace trace) throws IOException, InterruptedException {
        List<CallProfile> profiles = new ArrayList<>();
        Progress progress = new Progress(spec.commandLine().getErr(), Progress.onTerminal());
        try (ScratchFolder scratch = ScratchFolder.create(trace.home());
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            for (String server : SERVERS) {
                progress.note("tracing " + server);
                Path folder = Files.createDirectory(scratch.path().resolve(server));
                profiles.add(trace.of(server, COMPARED.contains(server), folder));
            }
        }
        return profiles;
    }
}
