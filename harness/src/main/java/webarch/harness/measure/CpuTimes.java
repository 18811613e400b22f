package webarch.harness.measure;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the kernel has billed on some CPUs, from {@code /proc/stat} (proc_stat(5)), in ticks of 10
 * ms. Steal is time in which the hypervisor ran something else.
 */
public record CpuTimes(long allTicks, long stealTicks) {
    private static final int STEAL = 8;

    /** Behind steal stand guest and guest_nice, which user and nice already contain. */
    private static final int LAST_OWN = STEAL;

    public static CpuTimes read(CpuList cpus) {
        return parse(KernelFile.read(Path.of("/proc/stat")).orElse(""), cpus);
    }

    static CpuTimes parse(String stat, CpuList cpus) {
        long all = 0;
        long steal = 0;
        for (String line : stat.lines().filter(l -> l.matches("cpu\\d+ .*")).toList()) {
            String[] fields = line.split(" ", -1);
            if (cpus.cpus().contains(Integer.valueOf(fields[0].substring("cpu".length())))) {
                long[] ticks =
                        Arrays.stream(fields)
                                .skip(1)
                                .limit(LAST_OWN)
                                .mapToLong(Long::parseLong)
                                .toArray();
                all += Arrays.stream(ticks).sum();
                steal += ticks.length < STEAL ? 0 : ticks[STEAL - 1];
            }
        }
        return new CpuTimes(all, steal);
    }

    public CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(allTicks - earlier.allTicks, stealTicks - earlier.stealTicks);
    }

    /** Share of steal, 0..1. */
    public double stealShare() {
        return allTicks <= 0 ? 0 : (double) stealTicks / allTicks;
    }

    /** Whether steal surely exceeds {@code share}: by more than the one tick of resolution. */
    public boolean stealsMoreThan(double share) {
        return stealTicks - 1 > share * allTicks;
    }
}
