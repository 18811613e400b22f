package webarch.harness.load;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * One event loop and its clients. The loop's thread owns it; other threads may call {@link #start},
 * {@link #pause}, {@link #resume} and {@link #stop}, and read {@link #counters} and {@link
 * #latency}.
 *
 * <p>One sweep over the clients at regular intervals stands in for a timer per request.
 */
final class LoadLoop {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Connections that a loop opens at once when it starts, so as not to overrun a backlog. */
    private static final int RAMP = 64;

    /** Of latencies. */
    static final int SIGNIFICANT_DIGITS = 3;

    private final EventLoop eventLoop;
    private final LoadOptions options;
    private final Requests requests;
    private final SessionSource sessions;
    private final long timeoutNanos;
    private final LoadCounters counters = new LoadCounters();
    private final SingleWriterRecorder latency;
    private final ReceiveBuffer receiveBuffer = new ReceiveBuffer();
    private final SocketProtocolFamily family;
    private final ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
    private final Client[] clients;
    private int started;
    private int busy;
    private boolean paused;
    private CompletableFuture<Void> quiet;
    private volatile Throwable failure;

    LoadLoop(
            EventLoop eventLoop,
            LoadOptions options,
            int clients,
            Requests requests,
            SessionSource sessions) {
        this.eventLoop = eventLoop;
        this.options = options;
        this.requests = requests;
        this.sessions = sessions;
        // Without being told, Netty talks to IPv4 addresses through IPv6 sockets.
        family =
                options.server().getAddress() instanceof Inet6Address
                        ? SocketProtocolFamily.INET6
                        : SocketProtocolFamily.INET;
        timeoutNanos = options.timeout().toNanos();
        latency = new SingleWriterRecorder(1, Math.max(2, timeoutNanos), SIGNIFICANT_DIGITS);
        this.clients = new Client[clients];
        for (int i = 0; i < clients; i++) {
            this.clients[i] = new Client(this, sessions.log(), options.checkBytes());
        }
    }

    void start() {
        execute(
                () -> {
                    for (int i = 0; i < RAMP; i++) {
                        startNext();
                    }
                });
        long interval = Math.min(SWEEP_NANOS, timeoutNanos);
        var _ =
                eventLoop.scheduleAtFixedRate(
                        guarded(this::sweep), interval, interval, TimeUnit.NANOSECONDS);
    }

    private void execute(Runnable task) {
        eventLoop.execute(guarded(task));
    }

    /** Netty would only log what a task throws, and the numbers would look as if all were well. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable bug) {
                broken(bug);
            }
        };
    }

    private void startNext() {
        if (started < clients.length) {
            clients[started++].resume();
        }
    }

    /** A connection was opened or could not be: while the load starts, the next client's turn. */
    void settled() {
        if (started < clients.length) {
            execute(this::startNext);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Client client : clients) {
            client.sweep(now);
        }
    }

    /** Sends no more requests; complete when none is outstanding and no connection is opening. */
    CompletableFuture<Void> pause() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        execute(
                () -> {
                    paused = true;
                    quiet = answer;
                    busy(0);
                });
        return answer;
    }

    void resume() {
        execute(
                () -> {
                    paused = false;
                    for (int i = 0; i < started; i++) {
                        clients[i].resume();
                    }
                });
    }

    /** Closes the connections; complete when the loop has nothing left to do. */
    CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(
                () -> {
                    paused = true;
                    for (Client client : clients) {
                        client.stop();
                    }
                    receiveBuffer.free();
                },
                eventLoop);
    }

    /** A client became busy (1) or idle (-1). */
    void busy(int change) {
        busy += change;
        if (busy == 0 && quiet != null) {
            quiet.complete(null);
            quiet = null;
        }
    }

    boolean paused() {
        return paused;
    }

    EpollSocketChannel open(Client client) {
        EpollSocketChannel channel = new EpollSocketChannel(family);
        EpollSocketChannelConfig config = channel.config();
        config.setAllocator(allocator);
        config.setRecvByteBufAllocator(receiveBuffer);
        // The sweep watches over opening connections too.
        config.setConnectTimeoutMillis(0);
        channel.pipeline().addLast(client);
        var _ = eventLoop.register(channel);
        return channel;
    }

    /** Something that must not happen did; the load's numbers are worth nothing. */
    void broken(Throwable cause) {
        failure = cause;
    }

    /** What broke the load, or null. */
    Throwable failure() {
        return failure;
    }

    int clients() {
        return clients.length;
    }

    InetSocketAddress server() {
        return options.server();
    }

    Requests requests() {
        return requests;
    }

    SessionSource sessions() {
        return sessions;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    LoadCounters counters() {
        return counters;
    }

    SingleWriterRecorder latency() {
        return latency;
    }
}
