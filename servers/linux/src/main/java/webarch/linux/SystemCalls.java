package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of a server, with the kernel's own convention for answers: zero or more on
 * success, the negated error number on failure ({@link Errno}). No call allocates, none retries.
 *
 * <p>An instance holds the memory in which errno is captured, so it belongs to one thread at a
 * time. Virtual threads that share a carrier may share an instance, because none of them parks
 * between a call and the reading of its errno.
 *
 * <p>Buffers are native segments, passed with an offset so that no slice need be made.
 */
public final class SystemCalls {
    /** More follows at once, so a partial segment may wait for it. */
    public static final int MSG_MORE = 0x8000;

    /** The call does not wait, even where the socket is a blocking one. */
    public static final int MSG_DONTWAIT = 0x40;

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_TRUNC = 0x20;
    public static final int SHUT_RD = 0;
    public static final int SHUT_WR = 1;
    public static final int SHUT_RDWR = 2;
    public static final int SCHED_OTHER = 0;
    public static final int SCHED_BATCH = 3;

    private static final MethodHandle RECV = Downcall.of("recv");
    private static final MethodHandle SEND = Downcall.of("send");
    private static final MethodHandle SENDFILE = Downcall.of("sendfile");
    private static final MethodHandle PREAD = Downcall.of("pread");
    private static final MethodHandle WRITE = Downcall.of("write");
    private static final MethodHandle ACCEPT4 = Downcall.of("accept4");
    private static final MethodHandle SHUTDOWN = Downcall.of("shutdown");
    private static final MethodHandle CLOSE = Downcall.of("close");
    private static final MethodHandle EVENTFD = Downcall.of("eventfd");
    private static final MethodHandle SCHED_SETSCHEDULER = Downcall.of("sched_setscheduler");

    /** The largest argument that the kernel takes by reference is an epoll event. */
    private static final long SCRATCH_SIZE = 16;

    private final MemorySegment captured;
    private final MemorySegment scratch;

    /** Takes a few bytes from {@code arena}, which must outlive this object. */
    public SystemCalls(Arena arena) {
        captured = arena.allocate(Downcall.CAPTURE);
        scratch = arena.allocate(SCRATCH_SIZE, Long.BYTES);
    }

    /**
     * Receives at most {@code length} bytes without waiting ({@code recv(2)}); 0 means that the
     * peer has closed.
     */
    public int recv(int fd, MemorySegment buffer, long offset, long length) {
        return call(RECV, fd, address(buffer, offset, length), length, MSG_DONTWAIT, 0);
    }

    /**
     * Receives at most {@code length} bytes without waiting and throws them away in the kernel
     * ({@code MSG_TRUNC}, tcp(7)); 0 means that the peer has closed.
     */
    public int discard(int fd, int length) {
        return call(RECV, fd, 0, length, MSG_DONTWAIT | MSG_TRUNC, 0);
    }

    /**
     * Sends at most {@code length} bytes ({@code send(2)}) without SIGPIPE.
     *
     * @param flags {@link #MSG_MORE}, {@link #MSG_DONTWAIT}, both or 0
     */
    public int send(int fd, MemorySegment buffer, long offset, long length, int flags) {
        return send(fd, address(buffer, offset, length), length, flags);
    }

    /** The same from an address, behind which there are so many bytes; nobody checks that. */
    public int send(int fd, long address, long length, int flags) {
        return call(SEND, fd, address, length, flags | MSG_NOSIGNAL, 0);
    }

    /**
     * Sends at most {@code length} bytes of {@code file} from {@code position} on ({@code
     * sendfile(2)}), without moving the file's own offset; 0 means that the file ends there.
     */
    public int sendfile(int fd, int file, long position, long length) {
        scratch.set(JAVA_LONG, 0, position);
        return call(SENDFILE, fd, file, scratch.address(), length, 0);
    }

    /** Reads at most {@code length} bytes of a file from {@code position} on ({@code pread(2)}). */
    public int pread(int fd, MemorySegment buffer, long offset, long length, long position) {
        return call(PREAD, fd, address(buffer, offset, length), length, position, 0);
    }

    /** Accepts a connection as a socket that is closed on exec ({@code accept4(2)}). */
    public int accept(int listener, boolean blocking) {
        int kind = blocking ? 0 : Sockets.SOCK_NONBLOCK;
        return call(ACCEPT4, listener, 0, 0, kind | Sockets.SOCK_CLOEXEC, 0);
    }

    /** Ends one direction of a connection, or both ({@code shutdown(2)}). */
    public int shutdown(int fd, int direction) {
        return call(SHUTDOWN, fd, direction, 0, 0, 0);
    }

    /** Closes a descriptor. It is gone whatever the answer ({@code close(2)}). */
    public int close(int fd) {
        return call(CLOSE, fd, 0, 0, 0, 0);
    }

    /** A non-blocking event counter ({@code eventfd(2)}). */
    public int eventfd() {
        return call(EVENTFD, 0, Sockets.SOCK_NONBLOCK | Sockets.SOCK_CLOEXEC, 0, 0, 0);
    }

    /** Adds one to an event counter. */
    public int signal(int eventfd) {
        scratch.set(JAVA_LONG, 0, 1);
        return call(WRITE, eventfd, scratch.address(), Long.BYTES, 0, 0);
    }

    /** Sets the scheduling class of the calling thread ({@code sched_setscheduler(2)}). */
    public int schedule(int schedulingClass) {
        scratch.set(JAVA_LONG, 0, 0);
        return call(SCHED_SETSCHEDULER, 0, schedulingClass, scratch.address(), 0, 0);
    }

    /**
     * Calls a {@link Downcall}, which should be a constant where this is called: the compiler then
     * sees through it. A method handle declares Throwable, but a downcall throws only what is a bug
     * of ours.
     */
    int call(MethodHandle function, long a, long b, long c, long d, long e) {
        try {
            int answer = (int) function.invokeExact(captured, a, b, c, d, e);
            return answer < 0 ? -captured.get(JAVA_INT, Downcall.ERRNO_OFFSET) : answer;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    MemorySegment scratch() {
        return scratch;
    }

    static long address(MemorySegment buffer, long offset, long length) {
        if ((offset | length) < 0 || offset > buffer.byteSize() - length) {
            throw new IndexOutOfBoundsException(
                    offset + " + " + length + " in " + buffer.byteSize() + " bytes");
        }
        return buffer.address() + offset;
    }
}
