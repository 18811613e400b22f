package webarch.harness.measure;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of one process have used. The kernel forgets a thread that ends, so the last
 * reading of each is kept. Not thread-safe.
 */
final class ThreadCounts {
    private enum Role {
        COMPILER,
        COLLECTOR,
        OTHER;

        /** By the names that HotSpot gives its threads, cut to 15 characters by the kernel. */
        static Role of(String name) {
            if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                return COMPILER;
            }
            boolean collector =
                    name.equals(VM_THREAD)
                            || name.startsWith("GC Thread")
                            || name.startsWith("G1 ")
                            || name.startsWith("ZDriver")
                            || name.startsWith("ZWorker");
            return collector ? COLLECTOR : OTHER;
        }
    }

    private record Reading(Role role, long voluntary, long involuntary, long cpuNanos) {}

    private static final String VM_THREAD = "VM Thread";

    private final Path tasks;
    private final Map<String, Reading> readings = new HashMap<>();
    private boolean java;

    ThreadCounts(long pid) {
        tasks = Path.of("/proc", Long.toString(pid), "task");
    }

    void update() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                update(thread);
            }
        } catch (IOException | DirectoryIteratorException _) {
            // The process has ended: its last readings stand.
        }
    }

    private void update(Path thread) {
        String name = KernelFile.read(thread.resolve("comm")).orElse("").strip();
        String status = KernelFile.read(thread.resolve("status")).orElse("");
        if (status.isEmpty()) {
            return;
        }
        java |= name.equals(VM_THREAD);
        Role role = Role.of(name);
        readings.put(
                thread.getFileName().toString(),
                new Reading(
                        role,
                        KernelFile.field(status, "voluntary_ctxt_switches"),
                        KernelFile.field(status, "nonvoluntary_ctxt_switches"),
                        role == Role.OTHER ? 0 : cpuNanos(thread)));
    }

    /** The first number of schedstat: time on a CPU in nanoseconds (sched-stats of the kernel). */
    private static long cpuNanos(Path thread) {
        return KernelFile.read(thread.resolve("schedstat"))
                .map(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
                .orElse(0L);
    }

    boolean isJava() {
        return java;
    }

    long voluntarySwitches() {
        return readings.values().stream().mapToLong(Reading::voluntary).sum();
    }

    long involuntarySwitches() {
        return readings.values().stream().mapToLong(Reading::involuntary).sum();
    }

    long compilerNanos() {
        return nanos(Role.COMPILER);
    }

    long collectorNanos() {
        return nanos(Role.COLLECTOR);
    }

    private long nanos(Role role) {
        return readings.values().stream()
                .filter(reading -> reading.role == role)
                .mapToLong(Reading::cpuNanos)
                .sum();
    }
}
