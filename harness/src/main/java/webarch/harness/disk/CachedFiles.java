package webarch.harness.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongBiFunction;
import webarch.harness.workload.ServedFile;
import webarch.linux.Files;
import webarch.linux.PageCache;
import webarch.linux.SystemCalls;

/** How much of the files of a set is in memory. */
public final class CachedFiles {
    private static final int PAGE = 4096;

    private CachedFiles() {}

    /** In bytes; empty where the kernel does not tell, before Linux 6.5. */
    public static OptionalLong bytes(Path folder, List<ServedFile> files) {
        long pages = sum(folder, files, PageCache::pages);
        return pages < 0 ? OptionalLong.empty() : OptionalLong.of(pages * PAGE);
    }

    /** What a measure of each file that can be opened comes to. */
    static long sum(
            Path folder, List<ServedFile> files, ToLongBiFunction<SystemCalls, Integer> ofOpen) {
        long sum = 0;
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            int directory = Files.openDirectory(calls, folder.toString());
            for (ServedFile file : files) {
                int fd = Files.openBeneath(calls, directory, file.path().getBytes(UTF_8));
                if (fd >= 0) {
                    sum += ofOpen.applyAsLong(calls, fd);
                    calls.close(fd);
                }
            }
            calls.close(directory);
        }
        return sum;
    }
}
