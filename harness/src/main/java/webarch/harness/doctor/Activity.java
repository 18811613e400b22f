package webarch.harness.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import webarch.harness.measure.KernelFile;
import webarch.linux.CpuClock;

/**
 * What the CPUs of the whole machine did in a moment, from {@code /proc/stat} (proc_stat(5)).
 *
 * @param steal share of time that the hypervisor gave to something else, 0..1
 * @param others share of time in which something other than this process ran, 0..1
 */
record Activity(double steal, double others) {
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;
    private static final int FIELDS = 8;
    private static final double TICKS_PER_SECOND = 100;

    static Activity during(Duration moment) throws InterruptedException {
        CpuClock own = CpuClock.ofProcess(ProcessHandle.current().pid());
        String before = stat();
        long ownBefore = own.nanos();
        TimeUnit.NANOSECONDS.sleep(moment.toNanos());
        double ownTicks = (own.nanos() - ownBefore) / 1e9 * TICKS_PER_SECOND;
        return between(before, stat(), ownTicks);
    }

    private static String stat() {
        return KernelFile.read(Path.of("/proc/stat")).orElse("");
    }

    /** {@code ownTicks} is what this process used meanwhile. */
    static Activity between(String before, String after, double ownTicks) {
        long[] from = ticks(before);
        long[] to = ticks(after);
        double all = 0;
        for (int i = 0; i < FIELDS; i++) {
            to[i] -= from[i];
            all += to[i];
        }
        if (all <= 0) {
            return new Activity(0, 0);
        }
        double busy = all - to[IDLE] - to[IO_WAIT] - to[STEAL];
        return new Activity(to[STEAL] / all, Math.max(0, busy - ownTicks) / all);
    }

    private static long[] ticks(String stat) {
        return stat.lines()
                .filter(line -> line.startsWith("cpu "))
                .map(
                        line ->
                                Arrays.stream(line.split(" +"))
                                        .skip(1)
                                        .limit(FIELDS)
                                        .mapToLong(Long::parseLong)
                                        .toArray())
                .map(fields -> Arrays.copyOf(fields, FIELDS))
                .findFirst()
                .orElseGet(() -> new long[FIELDS]);
    }
}
