package webarch.harness.measure;

/**
 * What a process tree has used since it was started, as far as it could be seen, or the difference
 * of two such readings.
 *
 * @param userSeconds CPU time in user mode, in steps of 10 ms
 * @param systemSeconds CPU time in the kernel, in steps of 10 ms
 * @param readBytes read from storage on behalf of the tree
 * @param java whether there is a JVM among the processes; else the next two are 0
 * @param compilerNanos CPU time of the JIT compilers' threads
 * @param collectorNanos CPU time of the collectors' threads, the VM thread included, because there
 *     the serial collector works
 */
public record ProcessSample(
        long cpuNanos,
        double userSeconds,
        double systemSeconds,
        long voluntarySwitches,
        long involuntarySwitches,
        long minorFaults,
        long majorFaults,
        long readBytes,
        boolean java,
        long compilerNanos,
        long collectorNanos) {

    static final ProcessSample NONE = new ProcessSample(0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0);

    ProcessSample plus(ProcessSample other) {
        return combine(other, 1);
    }

    public ProcessSample minus(ProcessSample earlier) {
        return combine(earlier, -1);
    }

    private ProcessSample combine(ProcessSample other, int sign) {
        return new ProcessSample(
                cpuNanos + sign * other.cpuNanos,
                userSeconds + sign * other.userSeconds,
                systemSeconds + sign * other.systemSeconds,
                voluntarySwitches + sign * other.voluntarySwitches,
                involuntarySwitches + sign * other.involuntarySwitches,
                minorFaults + sign * other.minorFaults,
                majorFaults + sign * other.majorFaults,
                readBytes + sign * other.readBytes,
                java || other.java,
                compilerNanos + sign * other.compilerNanos,
                collectorNanos + sign * other.collectorNanos);
    }
}
