package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What of a file is in the kernel's memory, seen and dropped. */
public final class PageCache {
    private static final int POSIX_FADV_RANDOM = 1;
    private static final int POSIX_FADV_DONTNEED = 4;

    /** The same number on x86-64 and AArch64; Linux 6.5. */
    private static final long SYS_CACHESTAT = 451;

    private static final long RANGE_SIZE = 16;
    private static final long CACHESTAT_SIZE = 40;

    private static final MethodHandle SYSCALL = Downcall.of("syscall");
    private static final MethodHandle FADVISE = Downcall.of("posix_fadvise");

    private PageCache() {}

    /**
     * Drops the clean pages of a file that nobody has mapped ({@code posix_fadvise(2)}); 0 or a
     * negated error number. Pages that were written and not yet stored stay.
     */
    public static int evict(SystemCalls calls, int fd) {
        return advise(calls, fd, POSIX_FADV_DONTNEED);
    }

    /** Has reads through this descriptor bring in no more than was asked for. */
    public static int dontReadAhead(SystemCalls calls, int fd) {
        return advise(calls, fd, POSIX_FADV_RANDOM);
    }

    /** This one function answers the error number itself. */
    private static int advise(SystemCalls calls, int fd, int advice) {
        return -calls.call(FADVISE, fd, 0, 0, advice, 0);
    }

    /** Pages of a file in memory ({@code cachestat(2)}), or a negated error number. */
    public static long pages(SystemCalls calls, int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wholeFile = arena.allocate(RANGE_SIZE, Long.BYTES);
            MemorySegment found = arena.allocate(CACHESTAT_SIZE, Long.BYTES);
            int answer =
                    calls.call(SYSCALL, SYS_CACHESTAT, fd, wholeFile.address(), found.address(), 0);
            return answer < 0 ? answer : found.get(JAVA_LONG, 0);
        }
    }
}
