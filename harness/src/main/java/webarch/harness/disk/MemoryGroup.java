package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import webarch.harness.measure.KernelFile;

/**
 * A control group with a limit of memory, made for one run. Any thread may read and limit.
 *
 * <pre>
 *   create ──► limit ──► processes enter ──► they end ──► close
 * </pre>
 */
final class MemoryGroup implements AutoCloseable {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long LOOK_NANOS = 10_000_000L;

    private final CgroupVersion version;
    private final Path folder;
    private volatile long limit = Long.MAX_VALUE;

    MemoryGroup(CgroupVersion version, Path folder) {
        this.version = version;
        this.folder = folder;
    }

    /** Bounds what processes in the group and the files they read may take, and forbids swap. */
    void limit(long bytes) throws IOException {
        if (limit == Long.MAX_VALUE && Files.exists(folder.resolve(version.noSwap))) {
            Files.writeString(folder.resolve(version.noSwap), "0");
        }
        Files.writeString(folder.resolve(version.limit), Long.toString(bytes));
        limit = bytes;
    }

    /** In bytes; the greatest number before one was set. */
    long limit() {
        return limit;
    }

    /** Words before a command line that have it run in the group. */
    List<String> entering() {
        String script = "echo $$ >\"$0\" && exec \"$@\"";
        return List.of("sh", "-c", script, folder.resolve("cgroup.procs").toString());
    }

    GroupMemory read() {
        String stat = text("memory.stat");
        String used = text(version.used).strip();
        return new GroupMemory(
                used.isEmpty() ? 0 : Long.parseLong(used),
                version.pageCache(stat),
                version.swapped(stat, text("memory.swap.current")),
                version.kills(text(version.events)));
    }

    private String text(String name) {
        return KernelFile.read(folder.resolve(name)).orElse("");
    }

    /** Removes it; its pages go to the group above. The processes in it must have ended. */
    @Override
    public void close() throws IOException {
        Path drop = folder.resolve("memory.force_empty");
        if (Files.exists(drop)) {
            Files.writeString(drop, "0");
        }
        remove(System.nanoTime() + PATIENCE_NANOS);
    }

    /** A process that was killed a moment ago may still be on its way out. */
    private void remove(long deadline) throws IOException {
        while (true) {
            try {
                Files.delete(folder);
                return;
            } catch (FileSystemException busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
