package webarch.server.processes;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import webarch.linux.SystemCallException;
import webarch.linux.UnixSocket;

/**
 * The connection between a parent and one child. As long as it stands, both live; the kernel cuts
 * it when one is gone, however it ended.
 *
 * <pre>
 *   parent ── port, listening socket ──► child
 *          ◄───────── READY ─────────── or why it cannot serve
 *          (nothing more, until one of them ends)
 * </pre>
 *
 * Belongs to one thread at a time.
 */
final class LifeLine implements AutoCloseable {
    /** What a child says when it listens. Anything else is the reason why it does not. */
    static final String READY = "ready";

    private final UnixSocket socket;

    private LifeLine(UnixSocket socket) {
        this.socket = socket;
    }

    /** Where a parent awaits one child. */
    static final class Anchor implements AutoCloseable {
        /** How often it is looked whether the child still lives that is to connect. */
        private static final Duration LOOK = Duration.ofMillis(100);

        private final String name = "webarch-" + UUID.randomUUID();
        private final UnixSocket listening;

        Anchor() throws SystemCallException {
            listening = UnixSocket.listen(name, LOOK);
        }

        String name() {
            return name;
        }

        /** Waits for {@code child} and nobody else; empty when it ends first. */
        Optional<LifeLine> await(Process child) throws SystemCallException {
            while (child.isAlive()) {
                UnixSocket socket = listening.accept();
                if (socket != null && socket.peer() == child.pid()) {
                    return Optional.of(new LifeLine(socket));
                }
                if (socket != null) {
                    socket.close();
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            listening.close();
        }
    }

    /** The child's end. */
    static LifeLine to(String name) throws SystemCallException {
        return new LifeLine(UnixSocket.connect(name));
    }

    void say(String text, OptionalInt descriptor) throws SystemCallException {
        socket.send(new UnixSocket.Message(text, descriptor));
    }

    /** Waits for what the other end says; empty when it is gone. */
    Optional<UnixSocket.Message> hear() throws SystemCallException {
        return socket.receive();
    }

    @Override
    public void close() {
        socket.close();
    }
}
