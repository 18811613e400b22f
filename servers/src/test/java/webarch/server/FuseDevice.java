package webarch.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's side of a file system in user space ({@code fuse(4)}), from its mount until it is
 * unmounted and nobody has a file of it open any more. One thread receives; any may reply.
 */
@SuppressWarnings("restricted")
final class FuseDevice implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/fuse");
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final long MS_RDONLY_NOSUID_NODEV = 7;
    private static final int MNT_DETACH = 2;

    /** More than the kernel's least (8192) and than any request of a read-only file system. */
    private static final int REQUEST_SIZE = 1 << 17;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout()
                    .byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle MOUNT =
            function(
                    "mount",
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle UMOUNT =
            function("umount2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(REQUEST_SIZE, Long.BYTES);
    private final Path where;
    private final int fd;

    /**
     * Mounts a file system.
     *
     * @throws IOException with the reason, when this machine or user cannot
     */
    FuseDevice(Path where) throws IOException {
        if (!Files.isReadable(DEVICE)) {
            throw new IOException("there is no " + DEVICE + " that this user may read");
        }
        this.where = where;
        fd =
                (int)
                        check(
                                "open " + DEVICE,
                                errno ->
                                        (int)
                                                OPEN.invokeExact(
                                                        errno,
                                                        arena.allocateFrom(DEVICE.toString()),
                                                        O_RDWR | O_CLOEXEC));
        MemorySegment options =
                arena.allocateFrom("fd=" + fd + ",rootmode=40000,user_id=0,group_id=0,allow_other");
        check(
                "mount",
                errno ->
                        (int)
                                MOUNT.invokeExact(
                                        errno,
                                        arena.allocateFrom("held"),
                                        arena.allocateFrom(where.toString()),
                                        arena.allocateFrom("fuse.held"),
                                        MS_RDONLY_NOSUID_NODEV,
                                        options));
    }

    /** Waits for a request; null when there will be no more. */
    ByteBuffer receive() {
        try {
            long count =
                    check(
                            "read",
                            errno ->
                                    (long)
                                            READ.invokeExact(
                                                    errno, fd, request, (long) REQUEST_SIZE));
            return request.asSlice(0, count).asByteBuffer().order(ByteOrder.nativeOrder());
        } catch (IOException unmounted) {
            return null;
        }
    }

    /**
     * Replies to a request.
     *
     * @param unique number of the request
     * @param error 0, or a negated error number
     */
    void reply(long unique, int error, byte[] body) throws IOException {
        int length = 16 + body.length;
        try (Arena once = Arena.ofConfined()) {
            MemorySegment reply = once.allocate(length, Long.BYTES);
            reply.set(JAVA_INT, 0, length);
            reply.set(JAVA_INT, 4, error);
            reply.set(JAVA_LONG, 8, unique);
            MemorySegment.copy(MemorySegment.ofArray(body), 0, reply, 16, body.length);
            check("write", errno -> (long) WRITE.invokeExact(errno, fd, reply, (long) length));
        }
    }

    void unmount() throws IOException {
        check(
                "umount",
                errno ->
                        (int)
                                UMOUNT.invokeExact(
                                        errno, arena.allocateFrom(where.toString()), MNT_DETACH));
    }

    /** To be called when there is nothing more to receive. */
    @Override
    public void close() throws IOException {
        check("close", errno -> (int) CLOSE.invokeExact(errno, fd));
    }

    private interface Call {
        long on(MemorySegment errno) throws Throwable;
    }

    private static long check(String name, Call call) throws IOException {
        try (Arena once = Arena.ofConfined()) {
            MemorySegment captured = once.allocate(Linker.Option.captureStateLayout());
            long answer = call.on(captured);
            if (answer < 0) {
                throw new IOException(name + ": errno " + captured.get(JAVA_INT, ERRNO_OFFSET));
            }
            return answer;
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
    }
}
