package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/**
 * Samples a server's stacks: each of its Java virtual machines, or, of a server that has none, all
 * its processes. Leaves stacks, facts and a flame graph in the run's folder.
 */
public final class Profiling implements Observer {
    /** Files of a run with a profile. */
    public static final String STACKS = "profile.collapsed.gz";

    public static final String FLAMES = "flame.html";

    /**
     * While it looks at a stack the sampler does not count, so a longer interval loses less: two
     * runs at this one had 96 % of the CPU time in samples, four at 1 ms 94 to 96 %. No multiple of
     * the kernel's tick.
     */
    private static final Duration INTERVAL = Duration.ofNanos(2_900_000);

    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path folder;
    private final Path work;
    private final Path table;
    private final List<Sampler> samplers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private String program;
    private double startSeconds;
    private double stopSeconds;
    private long billedBefore;
    private long billed;
    private LoadSnapshot before;
    private long requests;

    /**
     * Nothing begins yet.
     *
     * @param load what it has done so far
     * @param folder of the run
     * @param work where the profiler's library may stay
     * @param table the categories, for the colours of the flame graph
     */
    public Profiling(
            ProcessTree server, Supplier<LoadSnapshot> load, Path folder, Path work, Path table) {
        this.server = server;
        this.load = load;
        this.folder = folder;
        this.work = work;
        this.table = table;
    }

    /** What a server of ours is given beside its options, to be sampled well. */
    public static List<String> arguments() {
        return AsyncProfiler.JVM_FLAGS;
    }

    @Override
    public void begin() {
        long begun = System.nanoTime();
        try {
            choose();
            for (Sampler sampler : samplers) {
                sampler.start(INTERVAL);
            }
            startSeconds = (System.nanoTime() - begun) / 1e9;
        } catch (IOException error) {
            fail(error);
        }
        billedBefore = server.cpuNanos();
        before = load.get();
    }

    private void choose() throws IOException {
        List<Long> machines = server.virtualMachines();
        if (machines.isEmpty()) {
            program = Perf.version();
            samplers.add(new PerfSampler(List.copyOf(server.members()), folder));
        } else {
            program = AsyncProfiler.version();
            Path library = AsyncProfiler.library(work);
            machines.forEach(id -> samplers.add(new AsyncProfiler(id, library, folder)));
        }
    }

    @Override
    public void end() {
        billed = server.cpuNanos() - billedBefore;
        LoadSnapshot during = load.get().minus(before);
        requests = during.replies() + during.errorCount();
        long begun = System.nanoTime();
        for (Sampler sampler : samplers) {
            try {
                sampler.stop();
            } catch (IOException error) {
                fail(error);
            }
        }
        stopSeconds = (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void finish() {
        try {
            Samples all = Samples.NONE;
            for (Sampler sampler : samplers) {
                all = all.plus(sampler.samples());
            }
            if (all.total() == 0 && failures.isEmpty()) {
                throw new IOException(program + " has taken no sample");
            }
            if (failures.isEmpty()) {
                write(all);
            }
        } catch (IOException error) {
            fail(error);
        }
    }

    private void write(Samples all) throws IOException {
        all.writeCompressed(folder.resolve(STACKS));
        new ProfileFacts(
                        Csv.SCHEMA_VERSION,
                        program,
                        INTERVAL.toNanos(),
                        samplers.size(),
                        startSeconds,
                        stopSeconds,
                        billed / 1e9,
                        requests)
                .write(folder);
        new FlameGraph(CategoryTable.read(table))
                .write(all, folder.getFileName().toString(), folder.resolve(FLAMES));
    }

    private void fail(IOException error) {
        failures.add("no profile: " + error.getMessage());
    }

    @Override
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
