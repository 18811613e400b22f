package webarch.harness.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import webarch.harness.workload.ServedFile;
import webarch.linux.Files;
import webarch.linux.PageCache;
import webarch.linux.SystemCalls;

/** Puts the files of a set out of memory, so that whoever reads them next pays for it. */
final class Eviction {
    private static final int PAGE = 4096;

    private Eviction() {}

    /** Answers the bytes that stayed in memory all the same. */
    static long evict(Path folder, List<ServedFile> files)
            throws IOException, InterruptedException {
        long left = once(folder, files);
        if (left == 0) {
            return 0;
        }
        // What was written just now can go only when it is stored.
        Process sync = new ProcessBuilder("sync").start();
        sync.waitFor();
        return once(folder, files);
    }

    private static long once(Path folder, List<ServedFile> files) {
        long pages = 0;
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            int directory = Files.openDirectory(calls, folder.toString());
            for (ServedFile file : files) {
                int fd = Files.openBeneath(calls, directory, file.path().getBytes(UTF_8));
                if (fd >= 0) {
                    PageCache.evict(calls, fd);
                    // Without cachestat (Linux 6.5) the kernel is believed.
                    pages += Math.max(0, PageCache.pages(calls, fd));
                    calls.close(fd);
                }
            }
            calls.close(directory);
        }
        return pages * PAGE;
    }
}
