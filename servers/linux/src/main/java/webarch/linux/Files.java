package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Opening and describing files below one directory, out of which no path leads: neither {@code ..}
 * nor a symbolic link ({@code openat2(2)} with RESOLVE_BENEATH, Linux 5.6). May allocate; off the
 * per-request path.
 */
public final class Files {
    private static final int O_RDONLY = 0;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_BENEATH = 0x08;

    /** The same number on x86-64 and AArch64. */
    private static final long SYS_OPENAT2 = 437;

    private static final long OPEN_HOW_SIZE = 24;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_FDCWD = -100;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final long STATX_SIZE = 256;
    private static final int S_IFMT = 0xf000;
    private static final int S_IFREG = 0x8000;
    private static final int S_IFDIR = 0x4000;

    private static final MethodHandle SYSCALL = Downcall.of("syscall");
    private static final MethodHandle OPEN = Downcall.of("openat");
    private static final MethodHandle STATX = Downcall.of("statx");

    private Files() {}

    /**
     * What the kernel says of a file.
     *
     * @param size in bytes
     * @param modifiedSeconds modification time, seconds since 1970
     * @param modifiedNanos its fraction in nanoseconds
     * @param inode with {@code device} the identity of the file
     */
    public record Status(
            boolean regular,
            boolean directory,
            long size,
            long modifiedSeconds,
            int modifiedNanos,
            long inode,
            long device) {}

    /** Opens a directory to resolve other paths in; a descriptor or a negated error number. */
    public static int openDirectory(SystemCalls calls, String path) {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path, StandardCharsets.UTF_8).address();
            return calls.call(OPEN, AT_FDCWD, name, O_PATH | O_CLOEXEC, 0, 0);
        }
    }

    /**
     * Opens a file below {@code directory} for reading; a descriptor or a negated error number.
     * Without blocking, should it be a pipe.
     *
     * @param path relative, as bytes, for file names need not be UTF-8
     */
    public static int openBeneath(SystemCalls calls, int directory, byte[] path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(path.length + 1L);
            MemorySegment.copy(MemorySegment.ofArray(path), 0, name, 0, path.length);
            MemorySegment how = arena.allocate(OPEN_HOW_SIZE, Long.BYTES);
            how.set(JAVA_LONG, 0, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
            how.set(JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
            return calls.call(
                    SYSCALL, SYS_OPENAT2, directory, name.address(), how.address(), OPEN_HOW_SIZE);
        }
    }

    /** Describes an open file, or answers null when the call fails. */
    public static Status status(SystemCalls calls, int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment empty = arena.allocateFrom("");
            MemorySegment status = arena.allocate(STATX_SIZE, Long.BYTES);
            int answer =
                    calls.call(
                            STATX,
                            fd,
                            empty.address(),
                            AT_EMPTY_PATH,
                            STATX_BASIC_STATS,
                            status.address());
            return answer < 0 ? null : decode(status);
        }
    }

    /** {@code struct statx}, which unlike {@code struct stat} is the same on every CPU. */
    private static Status decode(MemorySegment status) {
        int type = status.get(JAVA_SHORT, 28) & S_IFMT;
        long device = (long) status.get(JAVA_INT, 136) << 32 | status.get(JAVA_INT, 140);
        return new Status(
                type == S_IFREG,
                type == S_IFDIR,
                status.get(JAVA_LONG, 40),
                status.get(JAVA_LONG, 112),
                status.get(JAVA_INT, 120),
                status.get(JAVA_LONG, 32),
                device);
    }
}
