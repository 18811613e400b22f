package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static webarch.linux.SystemCallException.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** TCP sockets over IPv4, listening ones above all. Set-up only, so it may allocate and throw. */
public final class Sockets {
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_SNDBUF = 7;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_SNDTIMEO = 21;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int ADDRESS_SIZE = 16;

    private static final MethodHandle SOCKET = Downcall.of("socket");
    private static final MethodHandle SETSOCKOPT = Downcall.of("setsockopt");
    private static final MethodHandle BIND = Downcall.of("bind");
    private static final MethodHandle LISTEN = Downcall.of("listen");
    private static final MethodHandle GETSOCKNAME = Downcall.of("getsockname");

    private Sockets() {}

    /**
     * How to listen. The sockets accepted inherit all but the backlog, so that no call per
     * connection is needed to set it.
     *
     * @param address where to listen; port 0 lets the kernel choose
     * @param backlog connections that may wait for accept; the kernel caps it at net.core.somaxconn
     * @param reusePort whether other sockets may listen there as well ({@code SO_REUSEPORT})
     * @param sendBuffer SO_SNDBUF in bytes, or 0 for the kernel's own tuning
     * @param sendTimeoutMillis after which a blocking send answers EAGAIN ({@code SO_SNDTIMEO}), or
     *     0 for never
     */
    public record Listening(
            InetSocketAddress address,
            int backlog,
            boolean reusePort,
            int sendBuffer,
            long sendTimeoutMillis) {}

    /**
     * A non-blocking listening socket.
     *
     * <p>TCP_NODELAY, because the last partial segment of a reply must not wait for the
     * acknowledgement of the one before; the header is joined to its body by MSG_MORE instead.
     */
    public static int listen(SystemCalls calls, Listening how) throws SystemCallException {
        int fd = bind(calls, how);
        try {
            check("listen", calls.call(LISTEN, fd, how.backlog, 0, 0, 0));
            return fd;
        } catch (SystemCallException failure) {
            calls.close(fd);
            throw failure;
        }
    }

    /**
     * A socket that keeps an address for those that listen there later, each on a socket of its own
     * with {@code SO_REUSEPORT}. It listens not itself, so no connection comes to it.
     */
    public static int reserve(SystemCalls calls, InetSocketAddress address)
            throws SystemCallException {
        return bind(calls, new Listening(address, 0, true, 0, 0));
    }

    /** A non-blocking TCP socket that is neither bound nor connected, or a negated error number. */
    static int stream(SystemCalls calls) {
        int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        return calls.call(SOCKET, AF_INET, type, 0, 0, 0);
    }

    private static int bind(SystemCalls calls, Listening how) throws SystemCallException {
        int fd = check("socket", stream(calls));
        try (Arena arena = Arena.ofConfined()) {
            set(calls, arena, fd, SOL_SOCKET, SO_REUSEADDR, 1);
            set(calls, arena, fd, IPPROTO_TCP, TCP_NODELAY, 1);
            if (how.reusePort) {
                set(calls, arena, fd, SOL_SOCKET, SO_REUSEPORT, 1);
            }
            if (how.sendBuffer > 0) {
                set(calls, arena, fd, SOL_SOCKET, SO_SNDBUF, how.sendBuffer);
            }
            if (how.sendTimeoutMillis > 0) {
                setSendTimeout(calls, arena, fd, how.sendTimeoutMillis);
            }
            long name = encode(arena, how.address).address();
            check(
                    "bind to port " + how.address.getPort(),
                    calls.call(BIND, fd, name, ADDRESS_SIZE, 0, 0));
            return fd;
        } catch (SystemCallException failure) {
            calls.close(fd);
            throw failure;
        }
    }

    /** The local port of a socket. */
    public static int localPort(SystemCalls calls, int fd) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(ADDRESS_SIZE, Long.BYTES);
            MemorySegment size = arena.allocateFrom(JAVA_INT, ADDRESS_SIZE);
            check("getsockname", calls.call(GETSOCKNAME, fd, name.address(), size.address(), 0, 0));
            return Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, 2)));
        }
    }

    private static void set(
            SystemCalls calls, Arena arena, int fd, int level, int option, int value)
            throws SystemCallException {
        set(calls, fd, level, option, arena.allocateFrom(JAVA_INT, value));
    }

    /** Takes a {@code struct timeval}: seconds and microseconds. */
    private static void setSendTimeout(SystemCalls calls, Arena arena, int fd, long millis)
            throws SystemCallException {
        long micros = millis % 1000 * 1000;
        set(
                calls,
                fd,
                SOL_SOCKET,
                SO_SNDTIMEO,
                arena.allocateFrom(JAVA_LONG, millis / 1000, micros));
    }

    private static void set(SystemCalls calls, int fd, int level, int option, MemorySegment value)
            throws SystemCallException {
        check(
                "setsockopt " + level + "/" + option,
                calls.call(SETSOCKOPT, fd, level, option, value.address(), value.byteSize()));
    }

    /**
     * {@code struct sockaddr_in}: family, then port and address in network order ({@code ip(7)}).
     */
    static MemorySegment encode(Arena arena, InetSocketAddress address) {
        if (!(address.getAddress() instanceof Inet4Address ip)) {
            throw new IllegalArgumentException("not an IPv4 address: " + address);
        }
        MemorySegment name = arena.allocate(ADDRESS_SIZE, Long.BYTES);
        name.set(JAVA_SHORT, 0, (short) AF_INET);
        ByteBuffer network = name.asByteBuffer();
        network.putShort(2, (short) address.getPort());
        network.put(4, ip.getAddress());
        return name;
    }
}
