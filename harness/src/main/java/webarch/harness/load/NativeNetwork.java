package webarch.harness.load;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import webarch.linux.Connector;
import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * One thread with its epoll instance, its timers and the connections of its clients.
 *
 * <pre>
 *      ┌──► tasks of other threads ──► timers that are due ──► wait ──► events ──┐
 *      └─────────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * Its own thread owns all but {@link #execute}, {@link #end} and {@link #join}. Tasks come from the
 * thread that starts, pauses and stops the load, a few of each; so their queue needs no bound.
 */
final class NativeNetwork implements Network {
    private static final int MOST_EVENTS = 512;

    /**
     * Takes in a head and with it most bodies. What is longer costs a second call, which discards
     * it in the kernel.
     */
    private static final int RECEIVED = 8 * 1024;

    private static final int FIRST_DESCRIPTORS = 1024;

    private final LoadLoop loop;
    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final MemorySegment received = arena.allocate(RECEIVED);
    private final ByteBuffer receivedBytes = received.asByteBuffer();
    private final MemorySegment request;
    private final ByteBuffer requestBytes;
    private final Connector connector;
    private final Epoll epoll;
    private final int wakeUp;
    private NativeConnection[] connections = new NativeConnection[FIRST_DESCRIPTORS];
    private Thread thread;
    private volatile boolean ended;

    NativeNetwork(LoadLoop loop, InetSocketAddress server) {
        this.loop = loop;
        request = arena.allocate(loop.requests().longest());
        requestBytes = request.asByteBuffer();
        connector = new Connector(calls, arena, server);
        try {
            epoll = new Epoll(calls, arena, MOST_EVENTS);
            wakeUp = SystemCallException.check("eventfd", calls.eventfd());
            // On edges, so nobody has to read the counter back to zero.
            SystemCallException.check("epoll_ctl", epoll.add(calls, wakeUp, Epoll.IN | Epoll.EDGE));
        } catch (SystemCallException error) {
            throw new IllegalStateException("no epoll instance for the load", error);
        }
    }

    void start(String name) {
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
        thread.start();
    }

    private void run() {
        try {
            while (!ended) {
                turn();
            }
        } catch (Throwable bug) {
            loop.broken(bug);
        } finally {
            epoll.close(calls);
            calls.close(wakeUp);
        }
    }

    private void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        timers.run(System.nanoTime());
        int events = epoll.awaitNanos(calls, timers.left(System.nanoTime()));
        if (events < 0 && events != -Errno.EINTR) {
            throw new IllegalStateException("epoll_pwait2: " + Errno.text(-events));
        }
        for (int i = 0; i < events; i++) {
            NativeConnection connection = connections[epoll.descriptor(i)];
            if (connection != null) {
                tell(connection, epoll.events(i));
            }
        }
    }

    private void tell(NativeConnection connection, int events) {
        try {
            connection.happened(events);
        } catch (RuntimeException | Error bug) {
            loop.broken(bug);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            after(0, task);
        } else {
            tasks.add(task);
            signal();
        }
    }

    /** Any thread; errno and scratch memory must not be the loop's. */
    private void signal() {
        try (Arena own = Arena.ofConfined()) {
            var _ = new SystemCalls(own).signal(wakeUp);
        }
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        return timers.add(System.nanoTime() + nanos, task);
    }

    @Override
    public NativeConnection connection(Client client) {
        return new NativeConnection(this, loop.counters(), client);
    }

    @Override
    public void free() {}

    /** Ends the thread after the turn under way. */
    void end() {
        ended = true;
        signal();
    }

    /** Waits for the end and gives the memory back. */
    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        arena.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    SystemCalls calls() {
        return calls;
    }

    Connector connector() {
        return connector;
    }

    /** Where all connections receive: what arrives is taken in before the next call. */
    MemorySegment received() {
        return received;
    }

    /** The first {@code count} bytes of that memory. */
    ByteBuffer receivedBytes(int count) {
        return receivedBytes.clear().limit(count);
    }

    MemorySegment request() {
        return request;
    }

    /** Puts a request into {@link #request}; answers its length. */
    int render(int file, boolean head) {
        loop.requests().render(file, head, requestBytes.clear());
        return requestBytes.position();
    }

    /** Events of {@code fd} are told to {@code connection} from now on; a negated error, or 0. */
    int register(int fd, NativeConnection connection) {
        if (fd >= connections.length) {
            connections = Arrays.copyOf(connections, Math.max(fd + 1, 2 * connections.length));
        }
        connections[fd] = connection;
        return epoll.add(calls, fd, Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE);
    }

    void close(int fd) {
        if (fd < connections.length) {
            connections[fd] = null;
        }
        calls.close(fd);
    }
}
