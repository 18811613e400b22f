package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static webarch.linux.SystemCallException.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Connections between processes of one machine ({@code unix(7)}) that carry short texts, and open
 * descriptors with them.
 *
 * <pre>
 *   listen ──accept──► connected ◄──connect──
 * </pre>
 *
 * Names are abstract: they end with the socket and are no files. Anybody on the machine may
 * connect, so look at {@link #peer}. All calls wait. Belongs to one thread at a time; set-up only,
 * so it may allocate and throw.
 */
public final class UnixSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;

    /** Like a stream, but what is sent at once is received at once. */
    private static final int SOCK_SEQPACKET = 5;

    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SO_RCVTIMEO = 20;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int PATH_OFFSET = 2;
    private static final int UCRED_SIZE = 12;
    private static final int BACKLOG = 16;

    /** Longest text in bytes; the rest of a longer one is lost. */
    private static final int TEXT_SIZE = 4096;

    private static final long VECTOR = MessageLayout.MSGHDR_SIZE;
    private static final long CONTROL = VECTOR + MessageLayout.IOVEC_SIZE;
    private static final long TEXT = CONTROL + MessageLayout.ONE_DESCRIPTOR_SPACE;

    private static final MethodHandle SOCKET = Downcall.of("socket");
    private static final MethodHandle BIND = Downcall.of("bind");
    private static final MethodHandle LISTEN = Downcall.of("listen");
    private static final MethodHandle CONNECT = Downcall.of("connect");
    private static final MethodHandle GETSOCKOPT = Downcall.of("getsockopt");
    private static final MethodHandle SETSOCKOPT = Downcall.of("setsockopt");
    private static final MethodHandle SENDMSG = Downcall.of("sendmsg");
    private static final MethodHandle RECVMSG = Downcall.of("recvmsg");

    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final MemorySegment memory = arena.allocate(TEXT + TEXT_SIZE, Long.BYTES);
    private final int fd;

    private UnixSocket(int fd) {
        this.fd = fd;
    }

    private UnixSocket() throws SystemCallException {
        try {
            int type = SOCK_SEQPACKET | Sockets.SOCK_CLOEXEC;
            fd = check("socket", calls.call(SOCKET, AF_UNIX, type, 0, 0, 0));
        } catch (SystemCallException failure) {
            arena.close();
            throw failure;
        }
    }

    /** What has been received: a text, and the descriptor that came with it, now open here. */
    public record Message(String text, OptionalInt descriptor) {}

    /**
     * A socket to {@link #accept} connections from.
     *
     * @param patience how long accept waits
     */
    public static UnixSocket listen(String name, Duration patience) throws SystemCallException {
        UnixSocket socket = new UnixSocket();
        try {
            int size = socket.encode(name);
            long memory = socket.memory.address();
            SystemCalls calls = socket.calls;
            check("bind to @" + name, calls.call(BIND, socket.fd, memory, size, 0, 0));
            check("listen", calls.call(LISTEN, socket.fd, BACKLOG, 0, 0, 0));
            socket.waitAtMost(patience);
            return socket;
        } catch (SystemCallException failure) {
            socket.close();
            throw failure;
        }
    }

    /** A connection to the process that listens under a name. */
    public static UnixSocket connect(String name) throws SystemCallException {
        UnixSocket socket = new UnixSocket();
        try {
            int size = socket.encode(name);
            long memory = socket.memory.address();
            check("connect to @" + name, socket.calls.call(CONNECT, socket.fd, memory, size, 0, 0));
            return socket;
        } catch (SystemCallException failure) {
            socket.close();
            throw failure;
        }
    }

    /** The next connection, or null when none came in time. */
    public UnixSocket accept() throws SystemCallException {
        int answer = calls.accept(fd, true);
        if (answer == -Errno.EAGAIN || answer == -Errno.EINTR) {
            return null;
        }
        return new UnixSocket(check("accept", answer));
    }

    /** The process id of whoever connected, or listened, at the other end. */
    public long peer() throws SystemCallException {
        memory.set(JAVA_INT, UCRED_SIZE, UCRED_SIZE);
        long value = memory.address();
        check(
                "getsockopt SO_PEERCRED",
                calls.call(GETSOCKOPT, fd, SOL_SOCKET, SO_PEERCRED, value, value + UCRED_SIZE));
        return memory.get(JAVA_INT, 0);
    }

    /** Sends a text, and with it an open descriptor, if there is one. */
    public void send(Message message) throws SystemCallException {
        byte[] text = message.text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, TEXT_SIZE);
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, TEXT, length);
        prepare(length, message.descriptor.isPresent());
        if (message.descriptor.isPresent()) {
            memory.set(JAVA_LONG, CONTROL, MessageLayout.ONE_DESCRIPTOR_LEN);
            memory.set(JAVA_INT, CONTROL + MessageLayout.CMSG_LEVEL, SOL_SOCKET);
            memory.set(JAVA_INT, CONTROL + MessageLayout.CMSG_TYPE, SCM_RIGHTS);
            int descriptor = message.descriptor.getAsInt();
            memory.set(JAVA_INT, CONTROL + MessageLayout.CMSG_DATA, descriptor);
        }
        int answer;
        do {
            answer = calls.call(SENDMSG, fd, memory.address(), MSG_NOSIGNAL, 0, 0);
        } while (answer == -Errno.EINTR);
        check("sendmsg", answer);
    }

    /** Waits for the next message; empty when the other end has closed, or its process has gone. */
    public Optional<Message> receive() throws SystemCallException {
        prepare(TEXT_SIZE, true);
        int answer;
        do {
            answer = calls.call(RECVMSG, fd, memory.address(), MSG_CMSG_CLOEXEC, 0, 0);
        } while (answer == -Errno.EINTR);
        if (answer == 0 || answer == -Errno.ECONNRESET) {
            return Optional.empty();
        }
        byte[] text = new byte[check("recvmsg", answer)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, TEXT, text, 0, text.length);
        return Optional.of(new Message(new String(text, StandardCharsets.UTF_8), received()));
    }

    /** Closes the socket; nobody may wait in it. */
    @Override
    public void close() {
        calls.close(fd);
        arena.close();
    }

    private OptionalInt received() {
        boolean one =
                memory.get(JAVA_LONG, MessageLayout.MSG_CONTROLLEN)
                                >= MessageLayout.ONE_DESCRIPTOR_LEN
                        && memory.get(JAVA_INT, CONTROL + MessageLayout.CMSG_TYPE) == SCM_RIGHTS;
        return one
                ? OptionalInt.of(memory.get(JAVA_INT, CONTROL + MessageLayout.CMSG_DATA))
                : OptionalInt.empty();
    }

    /** {@code struct msghdr} and what it points to. */
    private void prepare(int length, boolean control) {
        long address = memory.address();
        memory.asSlice(0, TEXT).fill((byte) 0);
        memory.set(JAVA_LONG, MessageLayout.MSG_IOV, address + VECTOR);
        memory.set(JAVA_LONG, MessageLayout.MSG_IOVLEN, 1);
        memory.set(JAVA_LONG, VECTOR + MessageLayout.IOV_BASE, address + TEXT);
        memory.set(JAVA_LONG, VECTOR + MessageLayout.IOV_LEN, length);
        if (control) {
            memory.set(JAVA_LONG, MessageLayout.MSG_CONTROL, address + CONTROL);
            memory.set(JAVA_LONG, MessageLayout.MSG_CONTROLLEN, MessageLayout.ONE_DESCRIPTOR_SPACE);
        }
    }

    /**
     * {@code struct sockaddr_un}: the family, and a name that begins with a zero byte because it is
     * abstract; the size says where it ends.
     */
    private int encode(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        memory.set(JAVA_SHORT, 0, (short) AF_UNIX);
        memory.set(ValueLayout.JAVA_BYTE, PATH_OFFSET, (byte) 0);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, PATH_OFFSET + 1, bytes.length);
        return PATH_OFFSET + 1 + bytes.length;
    }

    private void waitAtMost(Duration patience) throws SystemCallException {
        memory.set(JAVA_LONG, 0, patience.toSeconds());
        memory.set(JAVA_LONG, Long.BYTES, patience.toNanosPart() / 1000);
        int size = 2 * Long.BYTES;
        check(
                "setsockopt SO_RCVTIMEO",
                calls.call(SETSOCKOPT, fd, SOL_SOCKET, SO_RCVTIMEO, memory.address(), size));
    }
}
