package webarch.harness.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A process, its descendants, and whatever else is in the session it leads. Totals never fall when
 * a member ends. Owned by the thread that measures.
 */
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    private final long root;
    private final Map<Long, ObservedProcess> observed = new LinkedHashMap<>();

    public ProcessTree(long root) {
        this.root = root;
        observed.put(root, new ObservedProcess(root));
    }

    /** Everything about the tree; looks for new members, so it takes a few milliseconds. */
    public ProcessSample sample() {
        members(root).forEach(pid -> observed.computeIfAbsent(pid, ObservedProcess::new));
        return observed.values().stream()
                .map(ObservedProcess::sample)
                .reduce(ProcessSample.NONE, ProcessSample::plus);
    }

    /** CPU time of the members known from the last sample, in nanoseconds; takes microseconds. */
    public long cpuNanos() {
        return observed.values().stream().mapToLong(ObservedProcess::cpuNanos).sum();
    }

    /** CPU time of one member, in nanoseconds; takes microseconds. */
    public long cpuNanos(long member) {
        return observed.computeIfAbsent(member, ObservedProcess::new).cpuNanos();
    }

    /** Resident memory of the members known from the last sample, in bytes. */
    public long residentBytes() {
        return observed.values().stream().mapToLong(ObservedProcess::residentBytes).sum();
    }

    /** What the processes that live now hold of the memory; empty where that may not be read. */
    public Optional<MemoryUse> memory() {
        List<Optional<MemoryUse>> each = members(root).stream().map(MemoryUse::of).toList();
        return each.contains(Optional.<MemoryUse>empty())
                ? Optional.empty()
                : each.stream().flatMap(Optional::stream).reduce(MemoryUse::plus);
    }

    /** The processes that live now; empty when all have ended. */
    public Set<Long> members() {
        return members(root);
    }

    /** How many threads live now; at least 1. */
    public int threads() {
        int threads = 0;
        for (long pid : members(root)) {
            String[] tasks = PROC.resolve(Long.toString(pid)).resolve("task").toFile().list();
            threads += tasks == null ? 0 : tasks.length;
        }
        return Math.max(1, threads);
    }

    /** Those of the processes that live now which are Java virtual machines. */
    public List<Long> virtualMachines() {
        return members(root).stream()
                .filter(pid -> new ObservedProcess(pid).sample().java())
                .toList();
    }

    /** The processes that live now; empty when all have ended. */
    static Set<Long> members(long root) {
        List<ProcessStat> all = processes();
        Set<Long> members = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ProcessStat process : all) {
                boolean member =
                        process.pid() == root
                                || process.session() == root
                                || members.contains(process.parent());
                grew |= member && members.add(process.pid());
            }
        }
        return members;
    }

    private static List<ProcessStat> processes() {
        List<ProcessStat> processes = new ArrayList<>();
        try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path pid : pids) {
                ProcessStat.read(Long.parseLong(pid.getFileName().toString()))
                        .ifPresent(processes::add);
            }
        } catch (IOException error) {
            throw new IllegalStateException("cannot read /proc", error);
        }
        return processes;
    }
}
