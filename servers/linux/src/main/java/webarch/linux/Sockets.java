package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static webarch.linux.SystemCallException.check;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Listening TCP sockets over IPv4. Set-up only, so it may allocate and throw. */
public final class Sockets {
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_SNDBUF = 7;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int ADDRESS_SIZE = 16;

    private static final MethodHandle SOCKET =
            Downcall.of("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            Downcall.of(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle BIND =
            Downcall.of("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle LISTEN =
            Downcall.of("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            Downcall.of(
                    "getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    private Sockets() {}

    /**
     * A non-blocking listening socket. The sockets accepted from it inherit TCP_NODELAY and the
     * send buffer, so that no call per connection is needed to set them.
     *
     * <p>TCP_NODELAY, because the last partial segment of a reply must not wait for the
     * acknowledgement of the one before; the header is joined to its body by MSG_MORE instead.
     *
     * @param address where to listen; port 0 lets the kernel choose
     * @param backlog connections that may wait for accept; the kernel caps it at net.core.somaxconn
     * @param sendBuffer SO_SNDBUF in bytes, or 0 for the kernel's own tuning
     */
    public static int listen(
            SystemCalls calls, InetSocketAddress address, int backlog, int sendBuffer)
            throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = calls.captured();
            int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
            int fd =
                    check(
                            "socket",
                            calls.answer((int) SOCKET.invokeExact(captured, AF_INET, type, 0)));
            try {
                set(calls, arena, fd, SOL_SOCKET, SO_REUSEADDR, 1);
                set(calls, arena, fd, IPPROTO_TCP, TCP_NODELAY, 1);
                if (sendBuffer > 0) {
                    set(calls, arena, fd, SOL_SOCKET, SO_SNDBUF, sendBuffer);
                }
                long name = encode(arena, address).address();
                check(
                        "bind to port " + address.getPort(),
                        calls.answer((int) BIND.invokeExact(captured, fd, name, ADDRESS_SIZE)));
                check("listen", calls.answer((int) LISTEN.invokeExact(captured, fd, backlog)));
                return fd;
            } catch (SystemCallException failure) {
                calls.close(fd);
                throw failure;
            }
        } catch (SystemCallException failure) {
            throw failure;
        } catch (Throwable unexpected) {
            throw SystemCalls.rethrow(unexpected);
        }
    }

    /** The local port of a socket. */
    public static int localPort(SystemCalls calls, int fd) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(ADDRESS_SIZE, Long.BYTES);
            MemorySegment size = arena.allocateFrom(JAVA_INT, ADDRESS_SIZE);
            check(
                    "getsockname",
                    calls.answer(
                            (int)
                                    GETSOCKNAME.invokeExact(
                                            calls.captured(), fd, name.address(), size.address())));
            return Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, 2)));
        } catch (SystemCallException failure) {
            throw failure;
        } catch (Throwable unexpected) {
            throw SystemCalls.rethrow(unexpected);
        }
    }

    private static void set(
            SystemCalls calls, Arena arena, int fd, int level, int option, int value)
            throws Throwable {
        long address = arena.allocateFrom(JAVA_INT, value).address();
        check(
                "setsockopt " + level + "/" + option,
                calls.answer(
                        (int)
                                SETSOCKOPT.invokeExact(
                                        calls.captured(),
                                        fd,
                                        level,
                                        option,
                                        address,
                                        Integer.BYTES)));
    }

    /**
     * {@code struct sockaddr_in}: family, then port and address in network order ({@code ip(7)}).
     */
    private static MemorySegment encode(Arena arena, InetSocketAddress address) {
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
