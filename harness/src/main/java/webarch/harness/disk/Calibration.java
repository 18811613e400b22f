package webarch.harness.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import webarch.harness.workload.ServedFile;
import webarch.linux.Files;
import webarch.linux.PageCache;
import webarch.linux.SystemCalls;

/**
 * How long single reads take on an idle device: pages at random places that are not in memory, each
 * twice. The second read finds the page in whatever memory there is behind the device.
 *
 * @param firstMicros median of the first reads
 * @param againMicros median of the second
 */
record Calibration(double firstMicros, double againMicros) {
    private static final int PAGE = 4096;
    private static final int READS = 64;

    /** Empty where no file has a page. */
    static Optional<Calibration> of(
            Path folder, List<ServedFile> files, UniformRandomProvider random) {
        List<ServedFile> large = files.stream().filter(file -> file.size() >= PAGE).toList();
        if (large.isEmpty()) {
            return Optional.empty();
        }
        double[] first = new double[READS];
        double[] again = new double[READS];
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            MemorySegment buffer = arena.allocate(PAGE);
            int directory = Files.openDirectory(calls, folder.toString());
            for (int i = 0; i < READS; i++) {
                ServedFile file = large.get(random.nextInt(large.size()));
                long position = PAGE * random.nextLong(file.size() / PAGE);
                int fd = Files.openBeneath(calls, directory, file.path().getBytes(UTF_8));
                PageCache.dontReadAhead(calls, fd);
                first[i] = coldReadMicros(calls, fd, buffer, position);
                again[i] = coldReadMicros(calls, fd, buffer, position);
                PageCache.evict(calls, fd);
                calls.close(fd);
            }
            calls.close(directory);
        }
        return Optional.of(new Calibration(median(first), median(again)));
    }

    private static double coldReadMicros(
            SystemCalls calls, int fd, MemorySegment buffer, long position) {
        PageCache.evict(calls, fd);
        long begun = System.nanoTime();
        calls.pread(fd, buffer, 0, PAGE, position);
        return (System.nanoTime() - begun) / 1e3;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
    }
}
