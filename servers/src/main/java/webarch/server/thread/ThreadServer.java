package webarch.server.thread;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import webarch.linux.SystemCallException;
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
 *               epoll ──ready──► unpark
 *
 *                             runs the threads      waits for their sockets
 *   --scheduler loop          {@link Carrier}               the same {@link Carrier}
 *   --scheduler jdk           the JDK's carriers    the thread of {@link StockThreads}
 *   --scheduler jdk --io nio  the JDK's carriers    the JDK's own pollers, see {@link ChannelThread}
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
                Tunable.IO,
                Tunable.FILE_WORKERS,
                Tunable.PROCESSES);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        requireSensible(options);
        if (options.threads().scheduler() == ServerOptions.Scheduler.LOOP) {
            return startCarriers(options, counters);
        }
        VirtualThreads.useCarriers(options.threads().carriers());
        return options.threads().io() == ServerOptions.Io.NIO
                ? startChannels(options, counters)
                : startStock(options, counters);
    }

    private static Service startCarriers(ServerOptions options, Counters counters)
            throws SystemCallException {
        int count = options.threads().carriers();
        Service service = new Service(options, counters, count);
        FileWorkers fileWorkers = fileWorkers(service);
        AtomicReferenceArray<Parking> bySocket = new AtomicReferenceArray<>(service.socketLimit());
        List<Carrier> carriers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            carriers.add(new Carrier(service, i, fileWorkers, bySocket));
        }
        carriers.forEach(Carrier::start);
        return service;
    }

    private static Service startStock(ServerOptions options, Counters counters)
            throws SystemCallException {
        Service service = new Service(options, counters, 1);
        new StockThreads(service, fileWorkers(service)).start();
        return service;
    }

    private static Service startChannels(ServerOptions options, Counters counters)
            throws IOException {
        ServerSocketChannel listener = ChannelAcceptor.listen(options);
        Service service = new Service(options, counters, listener);
        Thread.ofPlatform().name("acceptor").start(new ChannelAcceptor(listener, service));
        return service;
    }

    private static FileWorkers fileWorkers(Service service) throws SystemCallException {
        int count = service.options().threads().fileWorkers();
        return count == 0 ? null : new FileWorkers(service, count);
    }

    private static void requireSensible(ServerOptions options) {
        boolean nio = options.threads().io() == ServerOptions.Io.NIO;
        boolean jdk = options.threads().scheduler() == ServerOptions.Scheduler.JDK;
        boolean workers = options.threads().fileWorkers() > 0;
        boolean blocking = options.sending().blocking();
        boolean privateCache = options.cache().sharing() == ServerOptions.Sharing.PRIVATE;
        refuseIf(
                nio && !jdk,
                "--io: nio waits in the JDK's own pollers, not in a carrier: add --scheduler jdk");
        refuseIf(
                nio && workers,
                "--file-workers: they send by system call, which --io nio does not");
        refuseIf(
                nio && options.processes().count() > 1,
                "--processes: a channel of --io nio cannot take a listening socket that is handed"
                        + " over");
        refuseIf(nio && blocking, "--sockets: it is the JDK that chooses with --io nio");
        refuseIf(
                blocking && !workers,
                "--sockets: blocking holds up whoever writes, which must not be a carrier:"
                        + " add --file-workers");
        refuseIf(
                privateCache && jdk,
                "--cache: private needs --scheduler loop, for the JDK's threads change carriers");
        refuseIf(
                privateCache && workers,
                "--cache: private does not go with --file-workers, which serve all carriers");
        refuseIf(
                jdk && options.accepting().listener() == ServerOptions.Listener.REUSEPORT,
                "--listener: reuseport needs --scheduler loop, for jdk has a single acceptor");
    }

    private static void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException(reason);
        }
    }
}
