package webarch.harness.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import webarch.harness.workload.RequestLog;

/**
 * Closed-loop clients against one server; connections stay open across pause and resume. {@code
 * start}, {@code pause}, {@code resume} and {@code close} are for one thread at a time, in that
 * order; {@code snapshot} and {@code takeLatency} for any thread at any time.
 *
 * <pre>
 *   RequestLog ── SessionSource ──┬── LoadLoop (thread load-1) ── Client … Client
 *                                 └── LoadLoop (thread load-2) ── Client … Client
 * </pre>
 *
 * Clients are spread evenly over the loops; what loops share is the source of sessions alone.
 */
public final class LoadGenerator implements AutoCloseable {
    /** What a loop may take to answer beyond the time-out of its requests. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Duration patience;
    private final EventLoopGroup group;
    private final List<LoadLoop> loops = new ArrayList<>();

    public LoadGenerator(LoadOptions options, RequestLog log) {
        // Sampling allocations for leaks would be part of what is measured.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        patience = options.timeout().plus(GRACE);
        int threads = Math.min(options.threads(), options.connections());
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("load", true),
                        EpollIoHandler.newFactory());
        Requests requests = new Requests(options.server(), log.fileSet().files());
        SessionSource sessions = new SessionSource(log);
        for (int i = 0; i < threads; i++) {
            int clients = options.connections() / threads;
            clients += i < options.connections() % threads ? 1 : 0;
            loops.add(new LoadLoop(group.next(), options, clients, requests, sessions));
        }
    }

    /** Opens the connections and begins. */
    public void start() {
        loops.forEach(LoadLoop::start);
    }

    /**
     * Returns when no request is outstanding, about the time-out from now at the latest.
     *
     * @throws IllegalStateException if the load itself failed
     */
    public void pause() {
        await(LoadLoop::pause);
        check();
    }

    public void resume() {
        loops.forEach(LoadLoop::resume);
    }

    /**
     * Totals since the start, without stopping the load.
     *
     * @throws IllegalStateException if the load itself failed
     */
    public LoadSnapshot snapshot() {
        check();
        long now = System.nanoTime();
        return loops.stream()
                .map(loop -> loop.counters().snapshot(now))
                .reduce(LoadGenerator::sum)
                .orElseThrow();
    }

    private static LoadSnapshot sum(LoadSnapshot a, LoadSnapshot b) {
        Map<ErrorKind, Long> errors = new EnumMap<>(a.errors());
        b.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        return new LoadSnapshot(
                a.nanoTime(),
                a.replies() + b.replies(),
                errors,
                a.receivedBytes() + b.receivedBytes(),
                a.connects() + b.connects(),
                a.latencyNanos() + b.latencyNanos(),
                a.connectNanos() + b.connectNanos(),
                a.unfinishedNanos() + b.unfinishedNanos(),
                a.outstanding() + b.outstanding(),
                a.requestsSent() + b.requestsSent());
    }

    /** Latency in nanoseconds, to 3 digits, of the replies since the last call. */
    public Histogram takeLatency() {
        Histogram total = new Histogram(LoadLoop.SIGNIFICANT_DIGITS);
        loops.forEach(loop -> total.add(loop.latency().getIntervalHistogram()));
        return total;
    }

    @Override
    public void close() {
        await(LoadLoop::stop);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    List<Integer> clientsPerLoop() {
        return loops.stream().map(LoadLoop::clients).toList();
    }

    private void await(Function<LoadLoop, CompletableFuture<Void>> request) {
        CompletableFuture<?>[] answers =
                loops.stream().map(request).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(answers).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the load generator");
        } catch (ExecutionException | TimeoutException error) {
            check();
            throw new IllegalStateException("the load generator does not answer", error);
        }
    }

    private void check() {
        for (LoadLoop loop : loops) {
            if (loop.failure() != null) {
                throw new IllegalStateException("the load generator failed", loop.failure());
            }
        }
    }
}
