package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.Machine;
import webarch.harness.measure.ProcessTree;

/**
 * Samples a server's stacks: each of its Java virtual machines, or, of a server that has none, all
 * its processes. Leaves stacks, facts and a flame graph in the run's folder. What is sampled is
 * billed as long as that is sampled, whatever it takes to start and stop the others.
 *
 * <pre>
 * unprofiled ── sampler starts ── profiled, the measured window ── sampler stops ── unprofiled
 * </pre>
 *
 * <p>An agent is there to stay: a virtual machine that has loaded one goes on reporting each mount
 * of a virtual thread to it. So of a virtual machine only the time before the agent is unprofiled,
 * which is then as long as otherwise both.
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
    private boolean agentStays;
    private Unprofiled unprofiled = Unprofiled.NONE;
    private final List<Sampling> samplings = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Duration interval = INTERVAL;
    private String program;
    private double startSeconds;
    private double stopSeconds;

    /**
     * Nothing begins yet.
     *
     * @param load what it has done so far
     * @param folder of the run
     * @param work where the profiler's library may stay
     * @param table the categories, for the colours of the flame graph
     * @param aside half of how long the server is watched without a sampler
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
        agentStays = !server.virtualMachines().isEmpty();
        unprofiled = Unprofiled.during(agentStays ? aside.multipliedBy(2) : aside, server, load);
        long begun = System.nanoTime();
        try {
            choose();
            for (Sampling sampling : samplings) {
                sampling.start(interval);
            }
            startSeconds = (System.nanoTime() - begun) / 1e9;
        } catch (IOException error) {
            fail(error);
        }
    }

    private void choose() throws IOException {
        List<Long> machines = server.virtualMachines();
        if (machines.isEmpty()) {
            program = Perf.version();
            add(new PerfSampler(List.copyOf(server.members()), folder), server::cpuNanos);
            interval = PerfSampler.INTERVAL;
        } else {
            program = AsyncProfiler.version();
            Path library = AsyncProfiler.library(work);
            machines.forEach(
                    id -> add(new AsyncProfiler(id, library, folder), () -> server.cpuNanos(id)));
        }
    }

    private void add(Sampler sampler, LongSupplier billing) {
        samplings.add(new Sampling(sampler, billing, () -> load.get().ended()));
    }

    @Override
    public void end() {
        long begun = System.nanoTime();
        for (Sampling sampling : failures.isEmpty() ? samplings : List.<Sampling>of()) {
            try {
                sampling.stop();
            } catch (IOException error) {
                fail(error);
            }
        }
        stopSeconds = (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void finish() {
        if (!agentStays) {
            unprofiled = unprofiled.plus(Unprofiled.during(aside, server, load));
        }
        try {
            if (failures.isEmpty()) {
                collect();
            } else {
                for (Sampling sampling : samplings) {
                    sampling.sampler().abandon();
                }
            }
        } catch (IOException error) {
            fail(error);
        }
    }

    private void collect() throws IOException {
        Samples all = Samples.NONE;
        Double onCpu = null;
        for (Sampling sampling : samplings) {
            all = all.plus(sampling.sampler().samples());
            OptionalDouble seconds = sampling.sampler().onCpuSeconds();
            onCpu = seconds.isPresent() ? seconds.getAsDouble() : null;
        }
        if (all.total() == 0) {
            throw new IOException(program + " has taken no sample");
        }
        write(all, onCpu);
    }

    private void write(Samples all, Double onCpu) throws IOException {
        all.writeCompressed(folder.resolve(STACKS));
        OptionalInt ticks = Machine.ticksPerSecond();
        new ProfileFacts(
                        Csv.SCHEMA_VERSION,
                        program + " (" + engines() + ")",
                        interval.toNanos(),
                        samplings.size(),
                        startSeconds,
                        stopSeconds,
                        Sampling.billed(samplings) / 1e9,
                        onCpu,
                        Sampling.requests(samplings),
                        ticks.isPresent() ? ticks.getAsInt() : null,
                        unprofiled.cpuNanos() / 1e9,
                        unprofiled.requests())
                .write(folder);
        new FlameGraph(CategoryTable.read(table))
                .write(all, folder.getFileName().toString(), folder.resolve(FLAMES));
    }

    /** One, unless the processes of a server have different rights. */
    private String engines() {
        return samplings.stream()
                .map(sampling -> sampling.sampler().engine())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void fail(IOException error) {
        failures.add("no profile: " + error.getMessage());
    }

    @Override
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
