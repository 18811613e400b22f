package webarch.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What can be set for a server. Not every server has a use for all of it: {@link
 * Architecture#tunables} says what else than the common part it understands.
 *
 * @param root directory of the files to serve
 * @param address where to listen; port 0 for any
 * @param accepting how connections are taken in
 * @param cache how files are kept
 * @param sending how replies go out
 * @param timeouts when the server gives up on a client
 * @param threads which threads there are
 * @param processes which processes there are
 */
public record ServerOptions(
        Path root,
        InetSocketAddress address,
        Accepting accepting,
        Cache cache,
        Sending sending,
        Timeouts timeouts,
        Threads threads,
        Processes processes) {

    /** The same for one of several processes that listen together. */
    public ServerOptions as(Processes processes, int port) {
        return new ServerOptions(
                root,
                new InetSocketAddress(address.getAddress(), port),
                accepting,
                cache,
                sending,
                timeouts,
                threads,
                processes);
    }

    /** Whether several loops, carriers or processes accept from one socket or from one each. */
    public enum Listener {
        /** One listening socket; whoever comes first accepts. */
        SHARED,
        /** A listening socket each ({@code SO_REUSEPORT}); the kernel spreads the connections. */
        REUSEPORT
    }

    /** Whether the event loops or carriers of one process share a file cache. */
    public enum Sharing {
        SHARED,
        PRIVATE
    }

    /** How the body of a file that is not sent with its head gets into the socket. */
    public enum Body {
        /** By {@code sendfile}, without a copy in user space. */
        SENDFILE,
        /** By reading a stretch into a buffer and sending that. */
        WRITE
    }

    /** What a full socket does to the thread that writes to it. */
    public enum Sockets {
        /** The call says so, and the connection waits for room. */
        NONBLOCKING,
        /** The call waits, and the thread with it. */
        BLOCKING
    }

    /** Who schedules the threads of a thread-per-connection server. */
    public enum Scheduler {
        /** Carriers of this server, each of which waits for its threads' sockets itself. */
        LOOP,
        /** The JDK's own pool of carriers, beside a thread that waits for sockets. */
        JDK
    }

    /** Through what such a thread reaches its socket. */
    public enum Io {
        /** The system calls that all servers share. */
        SYSCALLS,
        /** The blocking channels of {@code java.nio}. */
        NIO
    }

    /**
     * How connections are taken in.
     *
     * @param backlog connections that may wait to be accepted
     * @param perWakeup connections accepted before other work gets its turn
     * @param maxConnections connections served at a time; further ones wait in the backlog
     * @param listener one listening socket for all, or one each
     */
    public record Accepting(int backlog, int perWakeup, int maxConnections, Listener listener) {}

    /**
     * How files are kept. The limits are those of all caches of the process together.
     *
     * @param descriptors files kept open
     * @param memoryBytes file bodies kept in memory
     * @param inlineBytes largest file body kept in memory, and sent with its head in one call
     * @param validityMillis how long at most a cached file is served before it is looked at again
     * @param sharing one cache for all loops or carriers, or one each
     */
    public record Cache(
            int descriptors,
            long memoryBytes,
            int inlineBytes,
            long validityMillis,
            Sharing sharing) {}

    /**
     * How replies go out.
     *
     * @param body how the bodies of files that are not kept in memory are sent
     * @param sockets whether a full socket holds the writing thread up
     * @param bufferBytes SO_SNDBUF of client sockets; 0 leaves it to the kernel
     */
    public record Sending(Body body, Sockets sockets, int bufferBytes) {
        public boolean blocking() {
            return sockets == Sockets.BLOCKING;
        }
    }

    /**
     * When the server gives up on a client.
     *
     * @param headMillis how long a client may take over one request head
     * @param idleMillis how long a connection may stay without progress
     */
    public record Timeouts(long headMillis, long idleMillis) {}

    /**
     * Which threads there are. Each architecture uses those that it has.
     *
     * @param loops event loops
     * @param carriers platform threads that carry virtual ones
     * @param scheduler who schedules virtual threads
     * @param io through what virtual threads reach their sockets
     * @param fileWorkers platform threads that do what may wait for the disk; 0 for none
     * @param readers threads of the read stage
     * @param writers threads of the write stage
     * @param workers threads that serve both stages instead; 0 for none
     * @param queueCapacity connections that may wait before a stage
     */
    public record Threads(
            int loops,
            int carriers,
            Scheduler scheduler,
            Io io,
            int fileWorkers,
            int readers,
            int writers,
            int workers,
            int queueCapacity) {}

    /**
     * The processes that listen on the port. Each has the limits of {@link Accepting} and {@link
     * Cache} to itself.
     *
     * @param count how many there are
     * @param listener the listening socket that was handed over to this one, if it was
     */
    public record Processes(int count, OptionalInt listener) {
        /** A process by itself. */
        public static final Processes ONE = new Processes(1, OptionalInt.empty());
    }
}
