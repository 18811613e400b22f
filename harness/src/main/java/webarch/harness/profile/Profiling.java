package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.Machine;
import webarch.harness.measure.ProcessTree;

/**
 * Samples a server's stacks: leaves stacks, facts and a flame graph in the run's folder.
 *
 * <pre>
 * not a Java virtual machine            unprofiled ── CPUs, the measured window ── unprofiled
 * Java                                  unprofiled ── CPUs, the measured window ── unprofiled ── threads
 * Java, where CPUs cannot be sampled    unprofiled ── threads, the measured window
 * </pre>
 *
 * <p>CPUs are sampled with perf(1), which costs the server next to nothing and tells where in the
 * kernel its time goes; but of compiled Java perf knows nothing. Threads of a Java virtual machine
 * are sampled with async-profiler, which does; but what samples a thread is taken from one and
 * given to the other at each switch, and that makes servers dearer whose threads take turns, in the
 * kernel. So the former tells how much there is, and the latter what it consists of: see {@link
 * PostStratification}.
 *
 * <p>The agent that async-profiler is stays in a virtual machine, which goes on reporting each
 * mount of a virtual thread to it. So of a virtual machine only the time before it is unprofiled.
 * What is sampled is billed as long as that is sampled, whatever it takes to start and stop the
 * others.
 */
public final class Profiling implements Observer {
    /** Files of a run with a profile. */
    public static final String STACKS = "profile.collapsed.gz";

    /** What was sampled of CPUs, where the former were sampled of threads after that. */
    static final String CPUS = "profile-cpus.collapsed.gz";

    public static final String FLAMES = "flame.html";

    /** Of a thread of a Java virtual machine; no multiple of the kernel's tick. */
    private static final Duration INTERVAL = Duration.ofNanos(2_900_000);

    /** And where it is sampled beside the measured window, and may cost something. */
    private static final Duration DETAIL_INTERVAL = Duration.ofNanos(970_000);

    private static final String NO_PERF =
            "profiles will make servers dearer whose threads take turns: perf is not"
                    + " installed (./setup.sh --peers installs it)";

    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path folder;
    private final Path work;
    private final Path table;
    private final Duration aside;
    private boolean agentFirst;
    private Unprofiled unprofiled = Unprofiled.NONE;
    private SamplingWindow measured;
    private SamplingWindow detail;
    private final List<String> failures = new ArrayList<>();

    /**
     * Nothing begins yet.
     *
     * @param load what it has done so far
     * @param folder of the run
     * @param work where the profiler's library may stay
     * @param table the categories, for the colours of the flame graph
     * @param aside half of how long the server is watched without a sampler, and how long its
     *     threads are sampled beside the measured window
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

    /** What profiles lack here, where that is anything, in one line with the remedy. */
    public static Optional<String> shortcoming(KernelAccess access) {
        return access.missing()
                .or(access::missingForCpus)
                .map(KernelAccess.Lack::toString)
                .or(() -> Perf.isHere() ? Optional.empty() : Optional.of(NO_PERF));
    }

    @Override
    public void begin() {
        // Only processes that were seen are billed, and servers may have started some of late.
        server.sample();
        List<Long> machines = server.virtualMachines();
        boolean cpus = shortcoming(KernelAccess.here()).isEmpty();
        agentFirst = !machines.isEmpty() && !cpus;
        unprofiled = Unprofiled.during(agentFirst ? aside.multipliedBy(2) : aside, server, load);
        try {
            if (agentFirst) {
                measured = ofThreads(machines, INTERVAL);
            } else {
                measured = ofCpus(machines);
                detail = machines.isEmpty() ? null : ofThreads(machines, DETAIL_INTERVAL);
            }
            measured.start();
        } catch (IOException error) {
            fail(error);
        }
    }

    /** Or, of servers that are not Java, of whatever is permitted. */
    private SamplingWindow ofCpus(List<Long> machines) throws IOException {
        List<Long> processes = List.copyOf(server.members());
        PerfSampler sampler =
                machines.isEmpty()
                        ? PerfSampler.of(processes, folder)
                        : PerfSampler.ofVirtualMachines(processes, folder);
        return new SamplingWindow(
                Perf.version(), PerfSampler.INTERVAL, List.of(sampling(sampler, server::cpuNanos)));
    }

    private SamplingWindow ofThreads(List<Long> machines, Duration interval) throws IOException {
        Path library = AsyncProfiler.library(work);
        List<Sampling> samplings = new ArrayList<>();
        for (long id : machines) {
            samplings.add(
                    sampling(new AsyncProfiler(id, library, folder), () -> server.cpuNanos(id)));
        }
        return new SamplingWindow(AsyncProfiler.version(), interval, samplings);
    }

    private Sampling sampling(Sampler sampler, LongSupplier billing) {
        return new Sampling(sampler, billing, () -> load.get().ended());
    }

    @Override
    public void end() {
        if (failures.isEmpty()) {
            try {
                measured.stop();
            } catch (IOException error) {
                fail(error);
            }
        }
    }

    @Override
    public void finish() {
        try {
            if (failures.isEmpty()) {
                if (!agentFirst) {
                    unprofiled = unprofiled.plus(Unprofiled.during(aside, server, load));
                }
                sampleDetail();
                write();
            }
        } catch (IOException error) {
            fail(error);
        }
        if (!failures.isEmpty() && measured != null) {
            abandon();
        }
    }

    private void sampleDetail() throws IOException {
        if (detail != null) {
            detail.start();
            Unprofiled.letPass(aside);
            detail.stop();
        }
    }

    private void abandon() {
        try {
            measured.abandon();
        } catch (IOException error) {
            fail(error);
        }
    }

    private void write() throws IOException {
        Samples counted = measured.samples();
        Samples stacks = detail == null ? counted : detail.samples();
        OptionalDouble onCpu = measured.onCpuSeconds();
        OptionalInt ticks = Machine.ticksPerSecond();
        stacks.writeCompressed(folder.resolve(STACKS));
        if (detail != null) {
            counted.writeCompressed(folder.resolve(CPUS));
        }
        new ProfileFacts(
                        Csv.SCHEMA_VERSION,
                        measured.title(),
                        measured.interval().toNanos(),
                        measured.samplers(),
                        measured.startSeconds(),
                        measured.stopSeconds(),
                        measured.billedSeconds(),
                        onCpu.isPresent() ? onCpu.getAsDouble() : null,
                        measured.requests(),
                        ticks.isPresent() ? ticks.getAsInt() : null,
                        unprofiled.cpuNanos() / 1e9,
                        unprofiled.requests(),
                        detail == null ? null : ProfileFacts.Detail.of(detail))
                .write(folder);
        CategoryTable categories = CategoryTable.read(table);
        new FlameGraph(categories)
                .write(
                        Profile.samples(folder, categories),
                        folder.getFileName().toString(),
                        folder.resolve(FLAMES));
    }

    private void fail(IOException error) {
        failures.add("no profile: " + error.getMessage());
    }

    @Override
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
