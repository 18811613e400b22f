package webarch.server.processes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import webarch.linux.Sockets;
import webarch.linux.SystemCalls;
import webarch.server.ListeningSocket;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;

/**
 * The process that was started, where the server is to be several. It serves nobody itself: it
 * opens the listening socket, starts the children and keeps them alive.
 *
 * <pre>
 *   parent ──────────── life line ────────────┬──────────────┐
 *      │                                      ▼              ▼
 *      └─ listening socket ──SCM_RIGHTS──► child 1  …    child N     each: own cache, heap,
 *                │                            ▲              ▲       compiled code
 *                └────────── accept ──────────┴──────────────┘
 * </pre>
 *
 * With {@code --listener reuseport} it only keeps the port, and each child listens on a socket of
 * its own.
 */
public final class Parent implements RunningServer {
    /** What children may take on top of their own grace to end. */
    private static final Duration LEEWAY = Duration.ofSeconds(1);

    private final int socket;
    private final int port;
    private final List<Child> children = new ArrayList<>();

    private Parent(ServerOptions options) throws IOException {
        SystemCalls calls = new SystemCalls(Arena.global());
        boolean shared = options.accepting().listener() == ServerOptions.Listener.SHARED;
        socket =
                shared
                        ? ListeningSocket.open(calls, options, options.address())
                        : Sockets.reserve(calls, options.address());
        port = Sockets.localPort(calls, socket);
    }

    /**
     * Starts the children; all of them listen when this returns.
     *
     * @param giveUp gets the reason, once all have ended, when they cannot be kept alive; it must
     *     not return
     * @throws IOException when the address cannot be had
     * @throws IllegalArgumentException with the reason, when the children refuse the options
     */
    public static Parent start(ServerOptions options, int count, Consumer<String> giveUp)
            throws IOException {
        Parent parent = new Parent(options);
        boolean shared = options.accepting().listener() == ServerOptions.Listener.SHARED;
        OptionalInt toHandOver = shared ? OptionalInt.of(parent.socket) : OptionalInt.empty();
        for (int i = 0; i < count; i++) {
            parent.children.add(
                    new Child(parent.port, toHandOver, reason -> parent.end(reason, giveUp)));
        }
        parent.children.forEach(Thread.ofPlatform().name("child-", 1)::start);
        try {
            parent.children.forEach(child -> child.listening().join());
        } catch (CompletionException refused) {
            parent.stop(Duration.ZERO);
            throw new IllegalArgumentException(refused.getCause().getMessage(), refused);
        }
        return parent;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop(Duration grace) {
        children.forEach(Child::terminate);
        SystemCalls calls = new SystemCalls(Arena.global());
        calls.shutdown(socket, SystemCalls.SHUT_RD);
        long deadline = System.nanoTime() + grace.plus(LEEWAY).toNanos();
        for (Child child : children) {
            child.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
        }
        calls.close(socket);
    }

    private synchronized void end(String reason, Consumer<String> giveUp) {
        stop(Duration.ZERO);
        giveUp.accept(reason);
    }
}
