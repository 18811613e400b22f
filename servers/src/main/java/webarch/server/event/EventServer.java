package webarch.server.event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/**
 * The event-driven server, µserver of the paper. Whatever blocks a loop, such as a read from disk,
 * blocks all its connections; so there may be several loops, in one process or in several.
 *
 * <pre>
 *   SPED             SYMPED                        shared-SYMPED
 *   the default      --processes N                 --loops N
 *
 *   listener         listener                      listener
 *      │             ┌────┴─────┐                  ┌────┴─────┐
 *    loop          loop       loop               loop       loop
 *      │             │          │                  └────┬─────┘
 *    cache         cache      cache                   cache
 *   └ process ┘   └ process ┘└ process ┘          └── one process ──┘
 * </pre>
 *
 * SPED is as in Pai et al. (USENIX ATC 1999), SYMPED as in Pariag et al. (EuroSys 2007). {@code
 * --cache private} gives the loops of one process a cache each: SYMPED in all but the address
 * space, and with it heap and compiled code. Processes and loops may be combined.
 */
public final class EventServer implements Architecture {
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
                Tunable.PROCESSES,
                Tunable.LOOPS);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        int count = options.threads().loops();
        requireSensible(options, count);
        Service service = new Service(options, counters, count);
        List<EventLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(new EventLoop(service));
        }
        loops.forEach(Thread.ofPlatform().name("event-loop-", 1)::start);
        return service;
    }

    private static void requireSensible(ServerOptions options, int loops) {
        if (options.sending().blocking() && loops == 1 && options.processes().count() == 1) {
            throw new IllegalArgumentException(
                    "--sockets: blocking would let one slow client hold up all the others of a"
                            + " single event loop; it needs --loops or --processes of at least 2");
        }
        if (options.cache().sharing() == ServerOptions.Sharing.PRIVATE && loops == 1) {
            throw new IllegalArgumentException(
                    "--cache: the cache of a single event loop is its own anyway; private needs"
                            + " --loops of at least 2");
        }
    }
}
