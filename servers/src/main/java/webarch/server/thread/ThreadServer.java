package webarch.server.thread;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/**
 * The thread-per-connection server, Knot of the paper, on user-level threads. As in Capriccio,
 * whose threads Knot ran on, blocking is an illusion: underneath, carriers run threads until all of
 * them wait, and epoll says which may go on.
 *
 * <pre>
 *   acceptor ──starts──► one thread a connection: read, write, read, write …
 *        │                        │           │
 *        └───────park─────────────┤           └──what may wait for the disk──► file workers, if any
 *                                 ▼
 *          epoll ──ready──► unpark
 *
 *   --scheduler loop   a {@link Carrier} runs threads and waits for their sockets, by turns
 *   --scheduler jdk    {@link StockThreads}: the JDK's carriers run threads, another thread waits
 * </pre>
 */
public final class ThreadServer implements Architecture {
    @Override
    public Set<Tunable> tunables() {
        return Set.of(
                Tunable.ACCEPTS,
                Tunable.MAX_CONNECTIONS,
                Tunable.LISTENER,
                Tunable.CACHE_MEMORY,
                Tunable.CACHE,
                Tunable.BODY,
                Tunable.SOCKETS,
                Tunable.HEAD_TIMEOUT,
                Tunable.CARRIERS,
                Tunable.SCHEDULER,
                Tunable.FILE_WORKERS);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        requireSensible(options);
        int carriers = options.threads().carriers();
        boolean loop = options.threads().scheduler() == ServerOptions.Scheduler.LOOP;
        Service service = new Service(options, counters, loop ? carriers : 1);
        int workers = options.threads().fileWorkers();
        FileWorkers fileWorkers = workers == 0 ? null : new FileWorkers(service, workers);
        AtomicReferenceArray<Parking> bySocket = new AtomicReferenceArray<>(service.socketLimit());
        if (loop) {
            List<Carrier> all = new ArrayList<>();
            for (int i = 0; i < carriers; i++) {
                all.add(new Carrier(service, i, fileWorkers, bySocket));
            }
            all.forEach(Carrier::start);
        } else {
            VirtualThreads.carriers(carriers);
            new StockThreads(service, fileWorkers, bySocket).start();
        }
        return service;
    }

    private static void requireSensible(ServerOptions options) {
        boolean jdk = options.threads().scheduler() == ServerOptions.Scheduler.JDK;
        boolean workers = options.threads().fileWorkers() > 0;
        boolean privateCache = options.cache().sharing() == ServerOptions.Sharing.PRIVATE;
        refuseIf(
                options.sending().blocking() && !workers,
                "--sockets: blocking holds up whoever writes, and a carrier must not be:"
                        + " add --file-workers");
        refuseIf(
                privateCache && jdk,
                "--cache: private needs --scheduler loop, the JDK's threads change carriers");
        refuseIf(
                privateCache && workers,
                "--cache: private does not go with --file-workers, which serve all carriers");
        refuseIf(
                jdk && options.accepting().listener() == ServerOptions.Listener.REUSEPORT,
                "--listener: reuseport needs --scheduler loop, the JDK's threads share one poller");
    }

    private static void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException(reason);
        }
    }
}
