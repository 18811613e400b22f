package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
import webarch.harness.workload.Think;

/** {@code ./webarch bench agreement}: whether others come to the same numbers. */
@Command(
        name = "agreement",
        description = {
            "Loads one server in turns with both transports of ours, wrk and httperf, which follow"
                    + " the same exported request log, and compares their replies per second.",
            "Compares the server's CPU time as the kernel, a control group and the server tell it.",
            "Exits with 1 if two of them differ."
        },
        mixinStandardHelpOptions = true)
final class AgreementCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Exponential, so that clients do not fall into step. */
    private static final Think THINK =
            new Think(Duration.ofMillis(20), Duration.ofMillis(20), 1, false);

    @Spec private CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "netty",
            paramLabel = "SERVER",
            description =
                    "Slow enough that every load can saturate it (default: ${DEFAULT-VALUE}).")
    private String server;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "Of the closed loop (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            paramLabel = "N",
            description = "How long a load lasts in a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "Turns of every load (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--hyperfoil",
            description = {
                "Loads with Hyperfoil too, which Maven fetches at first use. It is slower than the"
                        + " others: let the network be the limit, or fewer connections.",
                "It and ours are compared below saturation as well, with clients that think for"
                        + " 20 ms in the mean: replies per second and mean latency."
            })
    private boolean hyperfoil;

    @Option(
            names = "--workload",
            defaultValue = BenchArguments.WORKLOAD,
            paramLabel = "WORKLOAD",
            description =
                    "With sessions that end; with files of one size where a network is the limit"
                            + " (default: ${DEFAULT-VALUE}).")
    private String workload;

    @Mixin private BenchArguments arguments;

    @Option(names = "--out", paramLabel = "DIR", description = "Write agreement.csv there.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 2 || seconds < 1 || connections < 1) {
            throw new UsageException(
                    "--rounds must be at least 2, --seconds and --connections at least 1");
        }
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        Contender subject =
                Subjects.choose(home, List.of(server), Optional.of(server)).all().getFirst();
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        BenchArguments.Files files = arguments.write(arguments.workload(workload), home);
        Cpus.confineThisProcess(placement.loadCpus());
        PrintWriter print = spec.commandLine().getOut();
        Progress progress = new Progress(print, Progress.onTerminal());
        List<AgreementCsv.Row> rows;
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon);
                ServerProcess process = launch(home, subject, files, placement, scratch)) {
            AgreementRounds all =
                    new AgreementRounds(
                            process,
                            placement,
                            files.log(),
                            arguments.sessions(workload),
                            connections,
                            Duration.ofSeconds(seconds),
                            hyperfoil ? Optional.of(hyperfoil(home)) : Optional.empty());
            rows = all.run(rounds, scratch.path(), progress);
            process.stop(GRACE);
        }
        rows.forEach(row -> print.println(row.text()));
        if (out != null) {
            output.write(
                    "agreement.csv",
                    Csv.text(
                            AgreementCsv.columns(
                                    Machine.describe().summary(),
                                    placement,
                                    subject.name(),
                                    files.log().sha256()),
                            rows));
        }
        print.flush();
        return rows.stream().allMatch(AgreementCsv.Row::agrees) ? 0 : 1;
    }

    private AgreementRounds.Hyperfoil hyperfoil(Home home) {
        return new AgreementRounds.Hyperfoil(
                home.resolve("harness/remote/hyperfoil"),
                arguments.thinking(workload, THINK),
                THINK);
    }

    private static ServerProcess launch(
            Home home,
            Contender subject,
            BenchArguments.Files files,
            Placement placement,
            ScratchFolder scratch)
            throws IOException {
        Path checkout = home.root();
        Path served = files.folder();
        Path logs = scratch.path();
        try {
            return ServerProcess.launch(
                    subject.command(),
                    new ServerProcess.Site(
                            checkout, served, logs, placement.serverCpus(), 0, PATIENCE));
        } catch (ServerFailure failure) {
            throw new UsageException(
                    "server " + subject.name() + ": " + home.scrub(failure.getMessage()), failure);
        }
    }
}
