package webarch.harness.measure;

import java.nio.file.Path;
import java.util.Optional;
import webarch.linux.CpuClock;

/** One process of a tree; keeps its last readings when it ends. Not thread-safe. */
final class ObservedProcess {
    private final long pid;
    private final CpuClock clock;
    private final ThreadCounts threads;
    private long cpuNanos;
    private ProcessSample last = ProcessSample.NONE;

    ObservedProcess(long pid) {
        this.pid = pid;
        this.clock = CpuClock.ofProcess(pid);
        this.threads = new ThreadCounts(pid);
    }

    long cpuNanos() {
        cpuNanos = Math.max(cpuNanos, clock.nanos());
        return cpuNanos;
    }

    /** Resident memory in bytes, or 0 when the process has ended. */
    long residentBytes() {
        return file("status").map(text -> 1024 * KernelFile.field(text, "VmRSS")).orElse(0L);
    }

    ProcessSample sample() {
        Optional<ProcessStat> stat = ProcessStat.read(pid);
        threads.update();
        long readBytes = file("io").map(io -> KernelFile.field(io, "read_bytes")).orElse(0L);
        if (stat.isPresent()) {
            ProcessStat now = stat.get();
            last =
                    new ProcessSample(
                            cpuNanos(),
                            (double) now.userTicks() / ProcessStat.TICKS_PER_SECOND,
                            (double) now.systemTicks() / ProcessStat.TICKS_PER_SECOND,
                            threads.voluntarySwitches(),
                            threads.involuntarySwitches(),
                            now.minorFaults(),
                            now.majorFaults(),
                            Math.max(readBytes, last.readBytes()),
                            threads.isJava(),
                            threads.compilerNanos(),
                            threads.collectorNanos());
        }
        return last;
    }

    private Optional<String> file(String name) {
        return KernelFile.read(Path.of("/proc", Long.toString(pid), name));
    }
}
