package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import webarch.harness.workload.ServedFile;
import webarch.linux.PageCache;

/** Puts the files of a set out of memory, so that whoever reads them next pays for it. */
final class Eviction {
    private static final long PAGE = 4096;

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
        return PAGE
                * CachedFiles.sum(
                        folder,
                        files,
                        (calls, fd) -> {
                            PageCache.evict(calls, fd);
                            // Without cachestat (Linux 6.5) the kernel is believed.
                            return Math.max(0, PageCache.pages(calls, fd));
                        });
    }
}
