package webarch.harness.measure;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param userTicks time in user mode, in ticks of {@link #TICKS_PER_SECOND}
 * @param systemTicks time in the kernel, in the same ticks
 */
record ProcessStat(
        long pid,
        String state,
        long parent,
        long session,
        long minorFaults,
        long majorFaults,
        long userTicks,
        long systemTicks) {

    /** {@code USER_HZ}: 100 on every architecture that matters here, whatever the kernel's HZ. */
    static final int TICKS_PER_SECOND = 100;

    static Optional<ProcessStat> read(long pid) {
        return KernelFile.read(Path.of("/proc", Long.toString(pid), "stat"))
                .map(ProcessStat::parse);
    }

    static ProcessStat parse(String line) {
        // The name stands in parentheses and may itself hold blanks and parentheses.
        int name = line.lastIndexOf(')');
        String[] rest = line.substring(name + 2).split(" ", -1);
        return new ProcessStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                rest[0],
                number(rest, 4),
                number(rest, 6),
                number(rest, 10),
                number(rest, 12),
                number(rest, 14),
                number(rest, 15));
    }

    /** Whether the process has ended and only waits for its parent to take notice. */
    boolean isZombie() {
        return state.equals("Z");
    }

    /** Field {@code n} as numbered in the manual page, where 3 is the first behind the name. */
    private static long number(String[] rest, int n) {
        return Long.parseLong(rest[n - 3]);
    }
}
