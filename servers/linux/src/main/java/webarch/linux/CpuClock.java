package webarch.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's CPU clock of one process: user and system time of all its threads, ended ones
 * included, in nanoseconds ({@code clock_getcpuclockid(3)}). It needs no permission and costs one
 * system call, so it can be read from outside without disturbing the process. Child processes are
 * not included. Thread-safe.
 */
@SuppressWarnings("restricted")
public final class CpuClock {
    private static final MethodHandle CLOCK_GETTIME =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    /** {@code CPUCLOCK_SCHED} of the kernel's {@code include/linux/posix-timers_types.h}. */
    private static final int CPUCLOCK_SCHED = 2;

    private final int clockId;

    private CpuClock(int clockId) {
        this.clockId = clockId;
    }

    /** The clock of process {@code pid}; that it exists is not checked here. */
    public static CpuClock ofProcess(long pid) {
        return new CpuClock((~Math.toIntExact(pid) << 3) | CPUCLOCK_SCHED);
    }

    /** CPU time so far in nanoseconds, or -1 when the process is gone. */
    public long nanos() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            if ((int) CLOCK_GETTIME.invokeExact(clockId, time) != 0) {
                return -1;
            }
            return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000L + time.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
