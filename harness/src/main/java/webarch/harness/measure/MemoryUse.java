package webarch.harness.measure;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The memory of processes ({@code /proc/PID/smaps_rollup}), in bytes.
 *
 * @param resident pages in memory, shared ones counted in each process (Rss)
 * @param proportional the same with every shared page divided by the number of its sharers (Pss)
 */
public record MemoryUse(int processes, long resident, long proportional) {
    static Optional<MemoryUse> of(long pid) {
        return KernelFile.read(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .filter(text -> !text.isEmpty())
                .map(
                        text ->
                                new MemoryUse(
                                        1,
                                        1024 * KernelFile.field(text, "Rss"),
                                        1024 * KernelFile.field(text, "Pss")));
    }

    MemoryUse plus(MemoryUse other) {
        return new MemoryUse(
                processes + other.processes,
                resident + other.resident,
                proportional + other.proportional);
    }
}
