package webarch.harness.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Home;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.csv.Csv;
import webarch.harness.disk.CachedFiles;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.JavaHeap;
import webarch.harness.measure.Machine;
import webarch.harness.measure.MemoryUse;
import webarch.harness.measure.ProcessTree;
import webarch.harness.paired.Launch;
import webarch.harness.paired.LoadedServer;
import webarch.harness.paired.Turns;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;
import webarch.harness.workload.RequestLog;

/** {@code ./webarch bench memory}: what a server holds of the memory, with its connections open. */
@Command(
        name = "memory",
        description = {
            "Loads each server alone, and reads its memory when its clients pause.",
            "Prints resident memory (RSS), the same with shared pages divided among their sharers"
                    + " (PSS), the Java heap in use and what lives in it, the served files in the"
                    + " page cache and what a connection more takes, and writes memory.csv."
        },
        mixinStandardHelpOptions = true)
final class MemoryCommand implements Callable<Integer> {
    /**
     * What compilers hold while they work is not what the server holds: they are given time to come
     * to an end.
     */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    @Spec private CommandSpec spec;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "SERVER",
            description = "Command lines, as of `bench servers` (default: the same).")
    private List<String> servers;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "64,1000,10000",
            paramLabel = "N",
            description = "Clients, one start of each server each (default: ${DEFAULT-VALUE}).")
    private List<Integer> connections;

    @Mixin private BenchArguments arguments;

    @Option(names = "--markdown", description = "Print the table as data/BENCHMARKS.md has it.")
    private boolean markdown;

    @Option(names = "--out", paramLabel = "DIR", description = "Write memory.csv there.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        OutputFolder output = new OutputFolder(out);
        Subjects subjects =
                servers == null
                        ? Subjects.usual(home, Optional.empty())
                        : Subjects.choose(home, servers, Optional.empty());
        for (int number : connections) {
            Descriptors.now().requireFor(number, number + " clients");
        }
        Placement placement = Placement.choose(Placement.Wish.NONE, Cpus.allowed());
        BenchArguments.Files files = arguments.write(arguments.workload(), home);
        Cpus.confineThisProcess(placement.loadCpus());
        PrintWriter print = spec.commandLine().getOut();
        Progress progress = new Progress(spec.commandLine().getErr(), Progress.onTerminal());
        List<MemoryCsv.Row> rows = new ArrayList<>();
        List<MemoryCsv.Row> fewest = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.create(home);
                Interruption _ = new Interruption(progress, scratch::abandon)) {
            Launch.Site site =
                    new Launch.Site(home, files.log(), files.folder(), placement, scratch.path());
            for (int number : connections.stream().sorted().toList()) {
                List<Contender> all = subjects.withRoomFor(number);
                for (int i = 0; i < all.size(); i++) {
                    progress.note(all.get(i).name() + ", " + number + " clients");
                    MemoryCsv.Row base = fewest.size() < all.size() ? null : fewest.get(i);
                    Launch launch = new Launch(site, options(number), rows.size());
                    rows.add(measure(launch, all.get(i), files, base));
                    if (base == null) {
                        fewest.add(rows.getLast());
                    }
                }
            }
        }
        if (out != null) {
            output.write("memory.csv", csv(files.log(), rows));
        }
        Table table = table(rows);
        print.print((markdown ? table.markdown() : table.text()) + "\n" + conditions(files.log()));
        print.flush();
        return 0;
    }

    private Turns options(int number) {
        return new Turns(
                number,
                true,
                Duration.ofSeconds(1),
                1,
                1,
                arguments.warmup(SETTLED),
                arguments.warmupRequests,
                arguments.seed,
                arguments.transport());
    }

    private static MemoryCsv.Row measure(
            Launch launch, Contender subject, BenchArguments.Files files, MemoryCsv.Row fewest)
            throws IOException, InterruptedException {
        try (launch) {
            launch.start(List.of(subject));
            LoadedServer server = launch.servers().getFirst();
            ProcessTree tree = server.process().tree();
            MemoryUse use = tree.memory().orElse(null);
            List<Long> machines = tree.virtualMachines();
            Long heap = bytes(JavaHeap.used(machines));
            Long live = bytes(JavaHeap.live(machines));
            Long cached = bytes(CachedFiles.bytes(files.folder(), files.log().fileSet().files()));
            long replies = server.load().snapshot().replies();
            launch.stop();
            return new MemoryCsv.Row(
                    subject, launch.connections(), replies, use, heap, live, cached, fewest);
        }
    }

    private static Long bytes(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static String csv(RequestLog log, List<MemoryCsv.Row> rows) {
        return Csv.text(MemoryCsv.columns(Machine.describe().summary(), log), rows);
    }

    private static Table table(List<MemoryCsv.Row> rows) {
        Table table =
                new Table(
                        List.of(
                                "server",
                                "clients",
                                "processes",
                                "RSS MB",
                                "PSS MB",
                                "heap MB",
                                "live MB",
                                "page cache MB",
                                "B/client"));
        for (MemoryCsv.Row row : rows) {
            table.row(
                    List.of(
                            row.subject().name(),
                            Integer.toString(row.connections()),
                            row.use() == null ? "-" : Integer.toString(row.use().processes()),
                            text(row.residentMega()),
                            text(row.proportionalMega()),
                            text(row.heapMega()),
                            text(row.liveMega()),
                            text(row.cachedMega()),
                            text(row.bytesPerConnection())));
        }
        return table;
    }

    private String conditions(RequestLog log) {
        return String.format(
                Locale.ROOT,
                "%s, seed %d; after %d s of load and %d requests at least; %s.%n",
                log.name(),
                arguments.seed,
                arguments.warmup(SETTLED).toSeconds(),
                arguments.warmupRequests,
                Machine.describe().summary());
    }

    private static String text(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
