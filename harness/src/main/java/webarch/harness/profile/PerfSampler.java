package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;

/**
 * Samples the stacks of processes with {@code perf record}. Where their symbols are stripped, a
 * frame is called by its file. Of Java virtual machines it sees the kernel's part alone: it knows
 * nothing of compiled code. Owned by the thread that measures.
 *
 * <p>What is sampled is the CPUs on which they may run, and of the samples those of the processes
 * are kept. A timer for each thread would be taken from one and given to the other at each switch,
 * which takes some µs that nobody is sampled in, and is billed or not by who comes next; with a
 * thousand threads a sixth of the time was missing. That, and at last the threads' user mode alone,
 * is what is left to a user who may not sample CPUs.
 */
final class PerfSampler implements Sampler {
    /**
     * Of a CPU, so that what an idle server does is in enough samples, and no multiple of the
     * kernel's tick. A sample takes the time of a timer's interrupt, in virtual machines that are
     * not helped by the processor some 30 µs.
     */
    static final Duration INTERVAL = Duration.ofNanos(1_490_000);

    /** What is sampled, the best first. */
    private enum Scope {
        CPUS("perf_events of CPUs", "cpu-clock"),
        THREADS("perf_events of threads", "cpu-clock"),
        USER_MODE("perf_events of threads in user mode", "cpu-clock:u");

        private final String title;
        private final String event;

        Scope(String title, String event) {
            this.title = title;
            this.event = event;
        }

        /** The best that is permitted. */
        static Scope of(KernelAccess access) throws IOException {
            if (access.missingForCpus().isEmpty()) {
                return CPUS;
            }
            if (access.missing().isEmpty()) {
                return THREADS;
            }
            Optional<KernelAccess.Lack> lack = access.missingForUserMode();
            if (lack.isPresent()) {
                throw new IOException(lack.get().toString());
            }
            return USER_MODE;
        }
    }

    private final List<Long> processes;
    private final boolean java;
    private final Path folder;
    private final Path data;
    private Scope scope;
    private Perf perf;
    private OnCpu clock;

    private PerfSampler(List<Long> processes, boolean java, Path folder) {
        this.processes = processes;
        this.java = java;
        this.folder = folder;
        data = folder.resolve("perf.data");
    }

    /** Of processes that are not Java virtual machines; {@code folder} is the run's own. */
    static PerfSampler of(List<Long> processes, Path folder) {
        return new PerfSampler(processes, false, folder);
    }

    /**
     * Of Java virtual machines: their kernel stacks, and that they are in user mode. Nothing else
     * is asked of the kernel, since what is counted for each thread costs at each switch between
     * them.
     */
    static PerfSampler ofVirtualMachines(List<Long> processes, Path folder) {
        return new PerfSampler(processes, true, folder);
    }

    @Override
    public void start(Duration interval) throws IOException {
        if (processes.isEmpty()) {
            throw new IOException("there is no process to sample");
        }
        scope = Scope.of(KernelAccess.here());
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "record",
                                "-q",
                                "-g",
                                "-e",
                                scope.event,
                                "-c",
                                Long.toString(interval.toNanos()),
                                "-o",
                                data.toString()));
        words.addAll(
                scope == Scope.CPUS ? List.of("-a", "-C", cpus().toString()) : Perf.of(processes));
        if (java) {
            words.add("--kernel-callchains");
        }
        perf = Perf.launch(words, folder);
        if (!java) {
            clock = OnCpu.launch(processes, folder);
        }
        perf.enable();
        if (clock != null) {
            clock.enable();
        }
    }

    private CpuList cpus() {
        return processes.stream().map(Cpus::allowed).reduce(CpuList::with).orElseThrow();
    }

    @Override
    public String engine() {
        return scope.title;
    }

    @Override
    public void stop() throws IOException {
        if (clock != null) {
            clock.disable();
        }
        perf.disable();
    }

    @Override
    public void abandon() throws IOException {
        if (perf != null) {
            perf.close();
        }
        if (clock != null) {
            clock.close();
        }
        Files.deleteIfExists(data);
    }

    @Override
    public OptionalDouble onCpuSeconds() throws IOException {
        return clock == null ? OptionalDouble.empty() : OptionalDouble.of(clock.seconds());
    }

    @Override
    public Samples samples() throws IOException {
        perf.quit();
        perf.close();
        try {
            return Perf.script(
                    data,
                    List.of("--pid", Perf.ids(processes), "-F", "comm,tid,period,ip,sym,dso"),
                    PerfScript::read);
        } finally {
            Files.deleteIfExists(data);
        }
    }
}
