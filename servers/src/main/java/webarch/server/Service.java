package webarch.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import webarch.http.FileCache;
import webarch.linux.Errno;
import webarch.linux.Sockets;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * What the architectures are built on: the listening socket, the files, the open connections and
 * their time-outs.
 *
 * <p>Thread-safe. An architecture starts its threads on it, registers the listening socket where it
 * waits for events, and calls {@link #accept} and {@link #close}.
 */
public final class Service implements RunningServer {
    /** How often time-outs are looked at. */
    private static final Duration SWEEP = Duration.ofMillis(250);

    /** Connections whose input buffers are allocated at once. */
    private static final int SLAB = 64;

    private final ServerOptions options;
    private final Counters counters;
    private final FileCache files;
    private final int listener;
    private final int port;
    private final AtomicReferenceArray<Connection> bySocket;
    private final ArrayDeque<Connection> unused = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);

    private final Thread sweeper;

    /** No open connection has a larger descriptor. */
    private volatile int highestSocket;

    /** Set when the kernel refused a descriptor, until one becomes free. */
    private volatile boolean exhausted;

    private volatile boolean draining;
    private volatile Runnable whenRoom = () -> {};

    /** Listens, but accepts nothing before an architecture does. */
    public Service(ServerOptions options, Counters counters) throws SystemCallException {
        this.options = options;
        this.counters = counters;
        SystemCalls calls = new SystemCalls(Arena.global());
        files =
                new FileCache(
                        calls,
                        options.root().toString(),
                        new FileCache.Limits(
                                options.cacheDescriptors(),
                                options.cacheMemoryBytes(),
                                options.inlineBytes(),
                                options.cacheValidityMillis()));
        listener =
                Sockets.listen(
                        calls, options.address(), options.backlog(), options.sendBufferBytes());
        port = Sockets.localPort(calls, listener);
        bySocket = new AtomicReferenceArray<>(DescriptorLimit.ofProcess() + 1);
        sweeper = Thread.ofPlatform().name("time-outs").daemon().start(this::sweep);
    }

    public ServerOptions options() {
        return options;
    }

    public FileCache files() {
        return files;
    }

    /** The listening socket: non-blocking. */
    public int listener() {
        return listener;
    }

    @Override
    public int port() {
        return port;
    }

    /** No socket has a descriptor as large as this. */
    public int socketLimit() {
        return bySocket.length();
    }

    /** A workspace for the calling thread. */
    public Workspace workspace() {
        return new Workspace(counters.row(), options.inlineBytes());
    }

    public boolean isDraining() {
        return draining;
    }

    /** Has {@code action} run whenever there is room again for a connection that had to wait. */
    public void whenRoom(Runnable action) {
        whenRoom = action;
    }

    /** Whether another connection may be accepted now. */
    public boolean hasRoom() {
        return !exhausted && !draining && open.get() < options.maxConnections();
    }

    /**
     * Accepts one connection.
     *
     * @return null when none is waiting, or when there is no room for one ({@link #hasRoom} tells)
     */
    public Connection accept(Workspace workspace) {
        while (hasRoom()) {
            int socket = workspace.calls.accept(listener);
            if (socket >= 0) {
                workspace.counters.increment(Counter.ACCEPTED);
                return admit(socket);
            }
            switch (-socket) {
                case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> exhausted = true;
                case Errno.EINTR, Errno.ECONNABORTED -> {}
                default -> {
                    return null;
                }
            }
        }
        return null;
    }

    /** The open connection on a socket. */
    public Connection connection(int socket) {
        return bySocket.getAcquire(socket);
    }

    /** Ends a connection. Its owner calls this, once. */
    public void close(Workspace workspace, Connection connection) {
        workspace.counters.increment(Counter.CLOSED);
        bySocket.setRelease(connection.socket(), null);
        connection.end(workspace.calls);
        synchronized (unused) {
            unused.addLast(connection);
        }
        int left = open.decrementAndGet();
        if (exhausted || left == options.maxConnections() - 1) {
            exhausted = false;
            whenRoom.run();
        }
        if (draining && left == 0) {
            drained.countDown();
        }
    }

    @Override
    public void stop(Duration grace) throws InterruptedException {
        SystemCalls calls = new SystemCalls(Arena.global());
        draining = true;
        calls.shutdown(listener, SystemCalls.SHUT_RD);
        LockSupport.unpark(sweeper);
        if (open.get() > 0) {
            drained.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        }
        calls.close(listener);
    }

    private Connection admit(int socket) {
        open.incrementAndGet();
        Connection connection;
        synchronized (unused) {
            if (unused.isEmpty()) {
                MemorySegment slab = Arena.global().allocate((long) SLAB * Connection.INPUT_SIZE);
                for (int i = 0; i < SLAB; i++) {
                    long offset = (long) i * Connection.INPUT_SIZE;
                    MemorySegment input = slab.asSlice(offset, Connection.INPUT_SIZE);
                    unused.addLast(new Connection(this, input));
                }
            }
            connection = unused.removeLast();
        }
        connection.begin(socket);
        bySocket.setRelease(socket, connection);
        highestSocket = Math.max(highestSocket, socket);
        return connection;
    }

    /** Wakes what is overdue, and lets accepting go on that had run out of descriptors. */
    private void sweep() {
        SystemCalls calls = new SystemCalls(Arena.global());
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(SWEEP.toNanos());
            long now = Workspace.nowMillis();
            for (int socket = 0; socket <= highestSocket; socket++) {
                Connection connection = connection(socket);
                if (connection != null && (draining || connection.isOverdue(now))) {
                    connection.wake(calls, !draining);
                }
            }
            if (exhausted) {
                exhausted = false;
                whenRoom.run();
            }
        }
    }
}
