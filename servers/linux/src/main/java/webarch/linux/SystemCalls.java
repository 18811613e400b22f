package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    public static final int SHUT_RD = 0;
    public static final int SHUT_WR = 1;
    public static final int SCHED_OTHER = 0;
    public static final int SCHED_BATCH = 3;

    private static final ValueLayout.OfInt FD = JAVA_INT;
    private static final ValueLayout.OfInt INT = JAVA_INT;
    private static final ValueLayout.OfLong POINTER = JAVA_LONG;
    private static final ValueLayout.OfLong SIZE = JAVA_LONG;

    private static final MethodHandle RECV =
            Downcall.of("recv", FunctionDescriptor.of(SIZE, FD, POINTER, SIZE, INT));
    private static final MethodHandle SEND =
            Downcall.of("send", FunctionDescriptor.of(SIZE, FD, POINTER, SIZE, INT));
    private static final MethodHandle SENDFILE =
            Downcall.of("sendfile", FunctionDescriptor.of(SIZE, FD, FD, POINTER, SIZE));
    private static final MethodHandle PREAD =
            Downcall.of("pread", FunctionDescriptor.of(SIZE, FD, POINTER, SIZE, JAVA_LONG));
    private static final MethodHandle READ =
            Downcall.of("read", FunctionDescriptor.of(SIZE, FD, POINTER, SIZE));
    private static final MethodHandle WRITE =
            Downcall.of("write", FunctionDescriptor.of(SIZE, FD, POINTER, SIZE));
    private static final MethodHandle ACCEPT4 =
            Downcall.of("accept4", FunctionDescriptor.of(INT, FD, POINTER, POINTER, INT));
    private static final MethodHandle SHUTDOWN =
            Downcall.of("shutdown", FunctionDescriptor.of(INT, FD, INT));
    private static final MethodHandle CLOSE = Downcall.of("close", FunctionDescriptor.of(INT, FD));
    private static final MethodHandle EVENTFD =
            Downcall.of("eventfd", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle SCHED_SETSCHEDULER =
            Downcall.of("sched_setscheduler", FunctionDescriptor.of(INT, INT, INT, POINTER));

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
        try {
            long address = address(buffer, offset, length);
            return answer((long) RECV.invokeExact(captured, fd, address, length, MSG_DONTWAIT));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /**
     * Sends at most {@code length} bytes ({@code send(2)}) without SIGPIPE.
     *
     * @param flags {@link #MSG_MORE}, {@link #MSG_DONTWAIT}, both or 0
     */
    public int send(int fd, MemorySegment buffer, long offset, long length, int flags) {
        try {
            long address = address(buffer, offset, length);
            int all = flags | MSG_NOSIGNAL;
            return answer((long) SEND.invokeExact(captured, fd, address, length, all));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /**
     * Sends at most {@code length} bytes of {@code file} from {@code position} on ({@code
     * sendfile(2)}), without moving the file's own offset; 0 means that the file ends there.
     */
    public int sendfile(int fd, int file, long position, long length) {
        try {
            scratch.set(JAVA_LONG, 0, position);
            return answer(
                    (long) SENDFILE.invokeExact(captured, fd, file, scratch.address(), length));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Reads at most {@code length} bytes of a file from {@code position} on ({@code pread(2)}). */
    public int pread(int fd, MemorySegment buffer, long offset, long length, long position) {
        try {
            long address = address(buffer, offset, length);
            return answer((long) PREAD.invokeExact(captured, fd, address, length, position));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Accepts a connection as a socket that is closed on exec ({@code accept4(2)}). */
    public int accept(int listener, boolean blocking) {
        try {
            int flags =
                    blocking ? Sockets.SOCK_CLOEXEC : Sockets.SOCK_CLOEXEC | Sockets.SOCK_NONBLOCK;
            return answer((int) ACCEPT4.invokeExact(captured, listener, 0L, 0L, flags));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Ends one direction of a connection ({@code shutdown(2)}). */
    public int shutdown(int fd, int direction) {
        try {
            return answer((int) SHUTDOWN.invokeExact(captured, fd, direction));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Closes a descriptor. It is gone whatever the answer ({@code close(2)}). */
    public int close(int fd) {
        try {
            return answer((int) CLOSE.invokeExact(captured, fd));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** A non-blocking event counter ({@code eventfd(2)}). */
    public int eventfd() {
        try {
            return answer(
                    (int)
                            EVENTFD.invokeExact(
                                    captured, 0, Sockets.SOCK_NONBLOCK | Sockets.SOCK_CLOEXEC));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Adds one to an event counter. */
    public int signal(int eventfd) {
        try {
            scratch.set(JAVA_LONG, 0, 1);
            return answer(
                    (long)
                            WRITE.invokeExact(
                                    captured, eventfd, scratch.address(), SIZE.byteSize()));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Sets an event counter back to zero. */
    public int drain(int eventfd) {
        try {
            return answer(
                    (long) READ.invokeExact(captured, eventfd, scratch.address(), SIZE.byteSize()));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    /** Sets the scheduling class of the calling thread ({@code sched_setscheduler(2)}). */
    public int schedule(int schedulingClass) {
        try {
            scratch.set(JAVA_LONG, 0, 0);
            return answer(
                    (int)
                            SCHED_SETSCHEDULER.invokeExact(
                                    captured, 0, schedulingClass, scratch.address()));
        } catch (Throwable unexpected) {
            throw rethrow(unexpected);
        }
    }

    MemorySegment captured() {
        return captured;
    }

    MemorySegment scratch() {
        return scratch;
    }

    int answer(long answer) {
        return answer < 0 ? -captured.get(JAVA_INT, Downcall.ERRNO_OFFSET) : (int) answer;
    }

    static long address(MemorySegment buffer, long offset, long length) {
        if ((offset | length) < 0 || offset > buffer.byteSize() - length) {
            throw new IndexOutOfBoundsException(
                    offset + " + " + length + " in " + buffer.byteSize() + " bytes");
        }
        return buffer.address() + offset;
    }

    /** A method handle declares Throwable, but a downcall throws only what is a bug of ours. */
    static RuntimeException rethrow(Throwable unexpected) {
        if (unexpected instanceof RuntimeException exception) {
            throw exception;
        }
        if (unexpected instanceof Error error) {
            throw error;
        }
        throw new AssertionError(unexpected);
    }
}
