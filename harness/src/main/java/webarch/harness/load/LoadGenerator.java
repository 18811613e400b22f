package webarch.harness.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import webarch.harness.UsageException;
import webarch.harness.workload.RequestLog;
import webarch.linux.CpuClock;

/**
 * Clients against one server, in a closed loop or at a rate of sessions; connections stay open
 * across pause and resume. {@code start}, {@code pause}, {@code resume} and {@code close} are for
 * one thread at a time, in that order; {@code snapshot} is for any thread at any time, {@code take}
 * for any one.
 *
 * <pre>
 *   RequestLog ── SessionSource ──┬── LoadLoop (thread load-1) ── Schedule ── Client … Client
 *                                 └── LoadLoop (thread load-2) ── Schedule ── Client … Client
 * </pre>
 *
 * Clients are spread evenly over the loops; what loops share is the source of sessions alone.
 */
public final class LoadGenerator implements Load {
    /** What a loop may take to answer beyond the time-out of its requests. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** And to close a connection, on a machine that has much else to do. */
    private static final Duration CLOSING = Duration.ofMillis(2);

    private final CpuClock clock = CpuClock.ofProcess(ProcessHandle.current().pid());
    private final Duration patience;
    private final Networks networks;
    private final List<LoadLoop> loops = new ArrayList<>();

    public LoadGenerator(LoadOptions options, RequestLog log) {
        this(options, log, 0, 1);
    }

    /** One of several, which takes every {@code of}-th session from the {@code number}-th on. */
    public LoadGenerator(LoadOptions options, RequestLog log, int number, int of) {
        if (options.sessionRate().isPresent() && log.endless()) {
            throw new UsageException(
                    "workload "
                            + log.name()
                            + ": its sessions do not end, so none can arrive at a rate; say how"
                            + " long they are with --session");
        }
        patience = options.timeout().plus(GRACE).plus(CLOSING.multipliedBy(options.connections()));
        int threads = Math.min(options.threads(), options.connections());
        networks = options.transport().networks(threads, options);
        Requests requests = new Requests(options.server(), log.fileSet().files());
        SessionSource sessions = new SessionSource(log, number, of);
        for (int i = 0; i < threads; i++) {
            LoadLoop.Share share = new LoadLoop.Share(i, threads);
            loops.add(new LoadLoop(networks, options, share, requests, sessions));
        }
    }

    @Override
    public void start() {
        loops.forEach(LoadLoop::start);
    }

    /**
     * Returns when no request is outstanding, about the time-out from now at the latest.
     *
     * @throws IllegalStateException if the load itself failed
     */
    @Override
    public void pause() {
        await(loops.stream().map(LoadLoop::pause).toList());
        check();
    }

    @Override
    public void resume() {
        loops.forEach(LoadLoop::resume);
    }

    /**
     * Totals since the start, without waiting for the loops.
     *
     * @throws IllegalStateException if the load itself failed
     */
    @Override
    public LoadSnapshot snapshot() {
        check();
        long now = System.nanoTime();
        return loops.stream()
                .map(loop -> loop.counters().snapshot(now))
                .reduce(LoadSnapshot::plus)
                .orElseThrow();
    }

    /** Of this process, whatever else it does. */
    @Override
    public long cpuNanos() {
        return clock.nanos();
    }

    @Override
    public Taken take() {
        check();
        List<CompletableFuture<Taken>> answers = loops.stream().map(LoadLoop::take).toList();
        await(answers);
        List<Taken> taken = answers.stream().map(CompletableFuture::join).toList();
        return taken.stream().reduce(Taken::plus).orElseThrow().at(moment(taken));
    }

    /**
     * The mean of the moments at which the loops answered, each as often as it has clients: between
     * two of these, all clients had exactly so much time in the mean as their loops have counted.
     */
    private long moment(List<Taken> taken) {
        long first = taken.getFirst().totals().nanoTime();
        long clients = 0;
        long later = 0;
        for (int i = 0; i < taken.size(); i++) {
            int ofLoop = loops.get(i).clients();
            clients += ofLoop;
            later += ofLoop * (taken.get(i).totals().nanoTime() - first);
        }
        return first + later / clients;
    }

    @Override
    public void close() {
        await(loops.stream().map(LoadLoop::stop).toList());
        networks.close();
    }

    List<LoadLoop> loops() {
        return List.copyOf(loops);
    }

    private void await(List<? extends CompletableFuture<?>> answers) {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
