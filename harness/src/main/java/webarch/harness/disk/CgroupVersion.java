package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import webarch.harness.measure.KernelFile;

/**
 * What the two versions of control groups call the same things ({@code
 * Documentation/admin-guide/cgroup-v1/memory.rst} and {@code cgroup-v2.rst}).
 */
enum CgroupVersion {
    V1(
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "memory.swappiness",
            "memory.oom_control",
            "total_"),
    V2("memory.max", "memory.current", "memory.swap.max", "memory.events", "");

    private static final String HANDED_ON = "cgroup.subtree_control";

    /** The file that holds the limit. */
    final String limit;

    /** The file that tells what is charged to the group: processes, page cache, kernel. */
    final String used;

    /** The file into which 0 is written against swapping. */
    final String noSwap;

    /** The file that counts processes killed for want of memory. */
    final String events;

    private final String prefix;

    CgroupVersion(String limit, String used, String noSwap, String events, String prefix) {
        this.limit = limit;
        this.used = used;
        this.noSwap = noSwap;
        this.events = events;
        this.prefix = prefix;
    }

    /** Whether a group made in {@code folder} can limit memory; tries to bring that about. */
    boolean delegates(Path folder) {
        if (this == V1 || handsOn(folder)) {
            return true;
        }
        try {
            // Refused where the group has processes of its own, unless it is the root.
            Files.writeString(folder.resolve(HANDED_ON), "+memory");
        } catch (IOException _) {
            return false;
        }
        return handsOn(folder);
    }

    private static boolean handsOn(Path folder) {
        return KernelFile.read(folder.resolve(HANDED_ON))
                .map(text -> List.of(text.strip().split("[ +]", -1)).contains("memory"))
                .orElse(false);
    }

    /** Bytes of page cache by memory.stat, which counts shared memory among the files. */
    long pageCache(String stat) {
        String files = this == V1 ? "cache" : "file";
        return line(stat, prefix + files) - line(stat, prefix + "shmem");
    }

    /** Bytes swapped out, which version 2 keeps in a file of their own. */
    long swapped(String stat, String swapCurrent) {
        return this == V1
                ? line(stat, "total_swap")
                : swapCurrent.isBlank() ? 0 : Long.parseLong(swapCurrent.strip());
    }

    /** Processes of the group that were killed, by the file of {@link #events}. */
    long kills(String text) {
        return line(text, "oom_kill");
    }

    private static long line(String stat, String name) {
        return stat.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
