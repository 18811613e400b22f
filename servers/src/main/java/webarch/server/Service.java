package webarch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final ServerOptions options;
    private final Counters counters;
    private final int cacheCount;
    private final FileCache sharedCache;
    private final InetSocketAddress address;
    private final List<Integer> listeners = new ArrayList<>();
    private int listenersTaken;

    /** Listens in place of the sockets above; null where those do. */
    private final ServerSocketChannel channel;

    /** The number of the connection that was last accepted from the channel. */
    private int lastNumber;

    private final Clock clock = new Clock(System::currentTimeMillis);
    private final AtomicReferenceArray<Connection> bySocket;
    private final ConnectionPool unused = new ConnectionPool(this);
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);

    private final Thread sweeper;

    /** No open connection has a larger descriptor. */
    private final AtomicInteger highestSocket = new AtomicInteger();

    /** Set when the kernel refused a descriptor, until one becomes free. */
    private volatile boolean exhausted;

    private volatile boolean draining;
    private volatile boolean stopped;
    private final List<Runnable> whenRoom = new CopyOnWriteArrayList<>();
    private final List<ListenerWatch> watches = new CopyOnWriteArrayList<>();

    /** Whether others wait at the same listening socket as any one loop. */
    private final boolean listenerContended;

    /**
     * Listens, but accepts nothing before an architecture does.
     *
     * @param owners how many loops or carriers there are, each of which asks for a {@link
     *     #workspace} and a {@link #listener}
     */
    public Service(ServerOptions options, Counters counters, int owners)
            throws SystemCallException {
        this(options, counters, owners, null);
    }

    /**
     * For an architecture whose connections are accepted from a channel.
     *
     * @param channel listens already; closed when the server stops
     */
    public Service(ServerOptions options, Counters counters, ServerSocketChannel channel)
            throws SystemCallException {
        this(options, counters, 1, channel);
    }

    private Service(
            ServerOptions options, Counters counters, int owners, ServerSocketChannel channel)
            throws SystemCallException {
        this.options = options;
        this.counters = counters;
        boolean shared = options.cache().sharing() == ServerOptions.Sharing.SHARED;
        cacheCount = shared ? 1 : owners;
        SystemCalls calls = new SystemCalls(Arena.global());
        sharedCache = shared ? newCache(calls) : null;
        listenerContended =
                options.accepting().listener() == ServerOptions.Listener.SHARED
                        && (owners > 1 || options.processes().count() > 1);
        this.channel = channel;
        address =
                new InetSocketAddress(
                        options.address().getAddress(),
                        channel == null ? firstListener(calls) : channel.socket().getLocalPort());
        bySocket = new AtomicReferenceArray<>(DescriptorLimit.ofProcess() + 1);
        sweeper = Thread.ofPlatform().name("time-outs").daemon().start(this::sweep);
    }

    public ServerOptions options() {
        return options;
    }

    Clock clock() {
        return clock;
    }

    /**
     * The listening socket of a loop or carrier, non-blocking: the same for all, or one each, as
     * the options say.
     */
    public synchronized int listener() throws SystemCallException {
        boolean shared = options.accepting().listener() == ServerOptions.Listener.SHARED;
        if (!shared && listenersTaken == listeners.size()) {
            SystemCalls calls = new SystemCalls(Arena.global());
            listeners.add(ListeningSocket.open(calls, options, address));
        }
        return shared ? listeners.getFirst() : listeners.get(listenersTaken++);
    }

    /**
     * Has the poller of a loop tell of connections that wait at its {@link #listener}.
     *
     * @param once whether it tells of them once, and not at every wait: for those who then accept
     *     until none is left
     */
    public ListenerWatch watch(Poller poller, int listener, boolean once)
            throws SystemCallException {
        ListenerWatch watch = new ListenerWatch(poller.epoll(), listener, once, listenerContended);
        watch.resume(new SystemCalls(Arena.global()));
        watches.add(watch);
        return watch;
    }

    @Override
    public int port() {
        return address.getPort();
    }

    /** No socket has a descriptor as large as this. */
    public int socketLimit() {
        return bySocket.length();
    }

    /** A workspace for a thread that must never wait for a client. */
    public Workspace workspace() throws SystemCallException {
        return workspace(false);
    }

    /**
     * A workspace for a thread that waits in a send to a full socket, if the sockets are blocking.
     */
    public Workspace waitingWorkspace() throws SystemCallException {
        return workspace(options.sending().blocking());
    }

    private Workspace workspace(boolean blocking) throws SystemCallException {
        FileCache cache =
                sharedCache == null ? newCache(new SystemCalls(Arena.global())) : sharedCache;
        return new Workspace(counters.row(), cache, unused.new Share(), options, blocking);
    }

    public boolean isDraining() {
        return draining;
    }

    /** Whether all has come to its end, so that threads have nothing more to wait for. */
    public boolean isStopped() {
        return stopped;
    }

    /** Has {@code action} run whenever there is room again for a connection that had to wait. */
    public void whenRoom(Runnable action) {
        whenRoom.add(action);
    }

    /**
     * Whether another connection may be accepted now. Loops that ask at the same moment may exceed
     * the limit by one each.
     */
    public boolean hasRoom() {
        return !exhausted && !draining && open.get() < options.accepting().maxConnections();
    }

    /**
     * Accepts one connection from a listening socket.
     *
     * @return null when none is waiting, or when there is no room for one ({@link #hasRoom} tells)
     */
    public Connection accept(Workspace workspace, int listener) {
        boolean blocking = options.sending().blocking();
        while (hasRoom()) {
            int socket = workspace.calls.accept(listener, blocking);
            if (socket >= 0) {
                workspace.counters.increment(Counter.ACCEPTED);
                return admit(workspace, socket, null);
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

    /**
     * Takes in a connection accepted from the channel. The one thread that accepts calls this, when
     * there is room.
     */
    public Connection admit(Workspace workspace, SocketChannel accepted) {
        workspace.counters.increment(Counter.ACCEPTED);
        do {
            lastNumber = (lastNumber + 1) % options.accepting().maxConnections();
        } while (connection(lastNumber) != null);
        boolean copies = options.sending().body() == ServerOptions.Body.WRITE;
        return admit(workspace, lastNumber, new ClientChannel(accepted, copies));
    }

    /** Notes that the kernel has refused a descriptor: there is no room until one is free. */
    public void exhausted() {
        exhausted = true;
    }

    /** The open connection on a socket. */
    public Connection connection(int socket) {
        return bySocket.getAcquire(socket);
    }

    /** Ends a connection. Its owner calls this, once. */
    public void close(Workspace workspace, Connection connection) {
        workspace.counters.increment(Counter.CLOSED);
        bySocket.setRelease(connection.socket(), null);
        connection.end(workspace);
        workspace.unused.giveBack(connection);
        int left = open.decrementAndGet();
        if (exhausted || left == options.accepting().maxConnections() - 1) {
            exhausted = false;
            whenRoom.forEach(Runnable::run);
        }
        if (draining && left == 0) {
            drained.countDown();
        }
    }

    /**
     * Leaves a listening socket that was handed over to the processes that still accept from it.
     */
    @Override
    public void stop(Duration grace) throws InterruptedException {
        SystemCalls calls = new SystemCalls(Arena.global());
        draining = true;
        watches.forEach(watch -> watch.end(calls));
        if (options.processes().listener().isEmpty()) {
            listeners.forEach(listener -> calls.shutdown(listener, SystemCalls.SHUT_RD));
        }
        closeChannel();
        LockSupport.unpark(sweeper);
        if (open.get() > 0) {
            drained.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        }
        listeners.forEach(calls::close);
        stopped = true;
        sweeper.interrupt();
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private FileCache newCache(SystemCalls calls) throws SystemCallException {
        ServerOptions.Cache limits = options.cache();
        int descriptorsPerFile = options.threads().io() == ServerOptions.Io.NIO ? 2 : 1;
        return new FileCache(
                calls,
                options.root().toString(),
                new FileCache.Limits(
                        limits.descriptors() / cacheCount / descriptorsPerFile,
                        limits.memoryBytes() / cacheCount,
                        limits.inlineBytes(),
                        limits.validityMillis()));
    }

    /** Opens the first listening socket, or takes the one handed over; answers its port. */
    private int firstListener(SystemCalls calls) throws SystemCallException {
        OptionalInt inherited = options.processes().listener();
        int first =
                inherited.isPresent()
                        ? inherited.getAsInt()
                        : ListeningSocket.open(calls, options, options.address());
        listeners.add(first);
        return Sockets.localPort(calls, first);
    }

    private Connection admit(Workspace workspace, int socket, ClientChannel client) {
        open.incrementAndGet();
        Connection connection = workspace.unused.take(workspace.calls);
        connection.begin(socket, client);
        bySocket.setRelease(socket, connection);
        highestSocket.accumulateAndGet(socket, Math::max);
        return connection;
    }

    /** Wakes what is overdue, and lets accepting go on where it may have come to a halt. */
    private void sweep() {
        SystemCalls calls = new SystemCalls(Arena.global());
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(SWEEP.toNanos());
            clock.follow();
            long now = Clock.nowMillis();
            for (int socket = 0; socket <= highestSocket.get(); socket++) {
                Connection connection = connection(socket);
                if (connection != null && draining) {
                    connection.watchdog.hurry(calls);
                } else if (connection != null && connection.watchdog.isOverdue(now)) {
                    connection.watchdog.expire(calls, now);
                }
            }
            if (exhausted) {
                exhausted = false;
                whenRoom.forEach(Runnable::run);
            }
            renewWatches(calls);
        }
    }

    private void renewWatches(SystemCalls calls) {
        try {
            for (ListenerWatch watch : watches) {
                watch.renew(calls);
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
