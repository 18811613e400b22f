package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's side of a file system in user space ({@code fuse(4)}), from its mount until it is
 * unmounted and nobody has a file of it open any more. Any number of threads may receive, each into
 * memory of its own; any may reply.
 */
public final class FuseDevice implements AutoCloseable {
    /** More than the kernel's least (8192) and than any request of a read-only file system. */
    public static final int REQUEST_SIZE = 1 << 17;

    /** What stands in a reply before its body ({@code struct fuse_out_header}). */
    public static final int HEADER = 16;

    private static final Path DEVICE = Path.of("/dev/fuse");
    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final long MS_RDONLY_NOSUID_NODEV = 7;
    private static final int MNT_DETACH = 2;

    private static final MethodHandle OPEN = Downcall.of("openat");
    private static final MethodHandle READ = Downcall.of("read");
    private static final MethodHandle WRITE = Downcall.of("write");
    private static final MethodHandle CLOSE = Downcall.of("close");
    private static final MethodHandle MOUNT = Downcall.of("mount");
    private static final MethodHandle UMOUNT = Downcall.of("umount2");

    private final Path where;
    private final int fd;

    /**
     * Mounts a file system.
     *
     * @param name what {@code mount(8)} lists it as
     * @throws IOException with the reason, when this machine or user cannot
     */
    public FuseDevice(Path where, String name) throws IOException {
        if (!Files.isReadable(DEVICE)) {
            throw new IOException("there is no " + DEVICE + " that this user may read");
        }
        this.where = where;
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            long device = arena.allocateFrom(DEVICE.toString()).address();
            fd =
                    check(
                            "open " + DEVICE,
                            calls.call(OPEN, AT_FDCWD, device, O_RDWR | O_CLOEXEC, 0, 0));
            String options = "fd=" + fd + ",rootmode=40000,user_id=0,group_id=0,allow_other";
            int answer =
                    calls.call(
                            MOUNT,
                            arena.allocateFrom(name).address(),
                            arena.allocateFrom(where.toString()).address(),
                            arena.allocateFrom("fuse." + name).address(),
                            MS_RDONLY_NOSUID_NODEV,
                            arena.allocateFrom(options).address());
            if (answer < 0) {
                calls.call(CLOSE, fd, 0, 0, 0, 0);
            }
            check("mount", answer);
        }
    }

    /**
     * Waits for a request; null when there will be no more.
     *
     * @param request native memory of {@link #REQUEST_SIZE} bytes
     */
    public ByteBuffer receive(SystemCalls calls, MemorySegment request) {
        int count;
        do {
            count = calls.call(READ, fd, request.address(), REQUEST_SIZE, 0, 0);
            // ENOENT: the request was interrupted before it could be handed over
        } while (count == -Errno.EINTR || count == -Errno.EAGAIN || count == -Errno.ENOENT);
        return count < 0
                ? null
                : request.asSlice(0, count).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * Replies to a request with what stands in {@code reply} behind the first {@link #HEADER}
     * bytes, which this fills in. Whoever asked may have gone meanwhile; that is no error.
     *
     * @param unique number of the request
     * @param error 0, or a negated error number
     * @param body its length
     */
    public void reply(SystemCalls calls, long unique, int error, MemorySegment reply, int body)
            throws IOException {
        int length = HEADER + body;
        reply.set(JAVA_INT, 0, length);
        reply.set(JAVA_INT, 4, error);
        reply.set(JAVA_LONG, 8, unique);
        int answer = calls.call(WRITE, fd, SystemCalls.address(reply, 0, length), length, 0, 0);
        if (answer != -Errno.ENOENT) {
            check("write", answer);
        }
    }

    /** The same with a body from the heap, from any thread. */
    public void reply(long unique, int error, byte[] body) throws IOException {
        try (Arena once = Arena.ofConfined()) {
            MemorySegment reply = once.allocate(HEADER + (long) body.length, Long.BYTES);
            MemorySegment.copy(MemorySegment.ofArray(body), 0, reply, HEADER, body.length);
            reply(new SystemCalls(once), unique, error, reply, body.length);
        }
    }

    public void unmount() throws IOException {
        check("umount", detach(where));
    }

    /** Takes away what is left of a file system whose process was killed, if there is one. */
    public static void unmountStale(Path where) {
        detach(where);
    }

    private static int detach(Path where) {
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(where.toString()).address();
            return new SystemCalls(arena).call(UMOUNT, path, MNT_DETACH, 0, 0, 0);
        }
    }

    /** To be called when there is nothing more to receive. */
    @Override
    public void close() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            check("close", new SystemCalls(arena).close(fd));
        }
    }

    private static int check(String name, int answer) throws IOException {
        if (answer < 0) {
            throw new IOException(name + ": " + Errno.text(-answer));
        }
        return answer;
    }
}
