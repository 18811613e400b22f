package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/**
 * Samples a server's stacks: each of its Java virtual machines, or, of a server that has none, all
 * its processes. Leaves stacks, facts and a flame graph in the run's folder.
 *
 * <pre>
 * unprofiled ── sampler starts ── profiled, the measured window ── sampler stops ── unprofiled
 * </pre>
 */
public final class Profiling implements Observer {
    /** Files of a run with a profile. */
    public static final String STACKS = "profile.collapsed.gz";

    public static final String FLAMES = "flame.html";

    /** Of a thread of a Java virtual machine; no multiple of the kernel's tick. */
    private static final Duration INTERVAL = Duration.ofNanos(2_900_000);

    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path folder;
    private final Path work;
    private final Path table;
    private final Duration aside;
    private Unprofiled unprofiled = Unprofiled.NONE;
    private final List<Sampler> samplers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Duration interval = INTERVAL;
    private String program;
    private double startSeconds;
    private double stopSeconds;
    private long billedBefore;
    private long billed;
    private long endedBefore;
    private long requests;

    /**
     * Nothing begins yet.
     *
     * @param load what it has done so far
     * @param folder of the run
     * @param work where the profiler's library may stay
     * @param table the categories, for the colours of the flame graph
     * @param aside how long the server is watched without a sampler, before the profile and after
     */
    public Profiling(
            ProcessTree server,
            Supplier<LoadSnapshot> load,
            Path folder,
            Path work,
            Path table,
            Duration aside) {
        this.server = server;
        this.load = load;
        this.folder = folder;
        this.work = work;
        this.table = table;
        this.aside = aside;
    }

    /** What a server of ours is given beside its options, to be sampled well. */
    public static List<String> arguments() {
        return AsyncProfiler.JVM_FLAGS;
    }

    @Override
    public void begin() {
        // Only processes that were seen are billed, and servers may have started some of late.
        server.sample();
        unprofiled = Unprofiled.during(aside, server, load);
        long begun = System.nanoTime();
        try {
            choose();
            for (Sampler sampler : samplers) {
                sampler.start(interval);
            }
            startSeconds = (System.nanoTime() - begun) / 1e9;
        } catch (IOException error) {
            fail(error);
        }
        billedBefore = server.cpuNanos();
        endedBefore = load.get().ended();
    }

    private void choose() throws IOException {
        List<Long> machines = server.virtualMachines();
        if (machines.isEmpty()) {
            program = Perf.version();
            samplers.add(new PerfSampler(List.copyOf(server.members()), folder));
            interval = PerfSampler.INTERVAL;
        } else {
            program = AsyncProfiler.version();
            Path library = AsyncProfiler.library(work);
            machines.forEach(id -> samplers.add(new AsyncProfiler(id, library, folder)));
        }
    }

    @Override
    public void end() {
        billed = server.cpuNanos() - billedBefore;
        requests = load.get().ended() - endedBefore;
        long begun = System.nanoTime();
        for (Sampler sampler : failures.isEmpty() ? samplers : List.<Sampler>of()) {
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
        unprofiled = unprofiled.plus(Unprofiled.during(aside, server, load));
        try {
            if (failures.isEmpty()) {
                collect();
            } else {
                for (Sampler sampler : samplers) {
                    sampler.abandon();
                }
            }
        } catch (IOException error) {
            fail(error);
        }
    }

    private void collect() throws IOException {
        Samples all = Samples.NONE;
        Double onCpu = null;
        for (Sampler sampler : samplers) {
            all = all.plus(sampler.samples());
            OptionalDouble seconds = sampler.onCpuSeconds();
            onCpu = seconds.isPresent() ? seconds.getAsDouble() : null;
        }
        if (all.total() == 0) {
            throw new IOException(program + " has taken no sample");
        }
        write(all, onCpu);
    }

    private void write(Samples all, Double onCpu) throws IOException {
        all.writeCompressed(folder.resolve(STACKS));
        new ProfileFacts(
                        Csv.SCHEMA_VERSION,
                        program,
                        interval.toNanos(),
                        samplers.size(),
                        startSeconds,
                        stopSeconds,
                        billed / 1e9,
                        onCpu,
                        requests,
                        unprofiled.cpuNanos() / 1e9,
                        unprofiled.requests())
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
