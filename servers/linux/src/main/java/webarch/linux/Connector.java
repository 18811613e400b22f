package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;

/**
 * Opens connections to one IPv4 address without waiting for them. Belongs to one thread at a time,
 * as the {@link SystemCalls} it is given; no call allocates.
 *
 * <pre>
 * open ──► connect ──► 0, or EINPROGRESS and then writable: error() tells how it ended
 * </pre>
 */
public final class Connector {
    private static final int SO_ERROR = 4;
    private static final MethodHandle CONNECT = Downcall.of("connect");
    private static final MethodHandle GETSOCKOPT = Downcall.of("getsockopt");

    private final SystemCalls calls;
    private final MemorySegment server;
    private final MemorySegment error;
    private final MemorySegment errorSize;

    /** Takes a few bytes from {@code arena}, which must outlive this object. */
    public Connector(SystemCalls calls, Arena arena, InetSocketAddress server) {
        this.calls = calls;
        this.server = Sockets.encode(arena, server);
        error = arena.allocateFrom(JAVA_INT, 0);
        errorSize = arena.allocateFrom(JAVA_INT, Integer.BYTES);
    }

    /** A new non-blocking socket, or a negated error number. */
    public int open() {
        return Sockets.stream(calls);
    }

    /** Begins to connect a socket ({@code connect(2)}). */
    public int connect(int fd) {
        return calls.call(CONNECT, fd, server.address(), server.byteSize(), 0, 0);
    }

    /** The error that a socket has met and not told yet ({@code SO_ERROR}), negated; or 0. */
    public int error(int fd) {
        int answer =
                calls.call(
                        GETSOCKOPT,
                        fd,
                        Sockets.SOL_SOCKET,
                        SO_ERROR,
                        error.address(),
                        errorSize.address());
        return answer < 0 ? answer : -error.get(JAVA_INT, 0);
    }
}
