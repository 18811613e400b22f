package webarch.linux;

import static webarch.linux.SystemCallException.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** On which CPU a thread runs. */
public final class Affinity {
    /** Bytes of glibc's {@code cpu_set_t}: a bit for each of 1024 CPUs. */
    private static final int SET_SIZE = 128;

    private static final MethodHandle SCHED_SETAFFINITY = Downcall.of("sched_setaffinity");

    private Affinity() {}

    /** Confines the calling platform thread to one CPU ({@code sched_setaffinity(2)}). */
    public static void pin(int cpu) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_SIZE, Long.BYTES);
            long word = set.getAtIndex(ValueLayout.JAVA_LONG, cpu / Long.SIZE);
            set.setAtIndex(ValueLayout.JAVA_LONG, cpu / Long.SIZE, word | 1L << cpu % Long.SIZE);
            check(
                    "sched_setaffinity to CPU " + cpu,
                    new SystemCalls(arena)
                            .call(SCHED_SETAFFINITY, 0, SET_SIZE, set.address(), 0, 0));
        }
    }
}
