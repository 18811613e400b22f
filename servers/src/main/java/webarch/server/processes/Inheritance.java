package webarch.server.processes;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalInt;
import webarch.linux.SystemCallException;
import webarch.linux.UnixSocket;
import webarch.server.ServerOptions;

/**
 * What a child gets from its parent: the port, the listening socket if it is a shared one, and the
 * news of its end. Used by the thread that starts the server.
 */
public final class Inheritance {
    /** The option that tells a process that it is a child, and where its parent is. */
    public static final String OPTION = "--child-of";

    private final LifeLine line;
    private final int port;
    private final OptionalInt listener;

    private Inheritance(LifeLine line, UnixSocket.Message will) {
        this.line = line;
        port = Integer.parseInt(will.text());
        listener = will.descriptor();
    }

    /** Takes over what the parent has under a name. */
    public static Inheritance from(String name) throws IOException {
        LifeLine line = LifeLine.to(name);
        return new Inheritance(
                line,
                line.hear().orElseThrow(() -> new EOFException("the parent process has gone")));
    }

    /** The options of this process, where {@code common} are those of all. */
    public ServerOptions applyTo(ServerOptions common, int processes) {
        return common.as(new ServerOptions.Processes(processes, listener), port);
    }

    /** Tells the parent why this process cannot serve. */
    public void refuse(String reason) throws SystemCallException {
        line.say(reason, OptionalInt.empty());
    }

    /** Tells the parent that this process listens, and has {@code action} run when it is gone. */
    public void accept(Runnable action) throws SystemCallException {
        line.say(LifeLine.READY, OptionalInt.empty());
        Thread.ofPlatform().name("life-line").daemon().start(() -> outlive(action));
    }

    private void outlive(Runnable action) {
        try {
            line.hear();
        } catch (SystemCallException alsoTheEnd) {
            // A broken line tells the same as a closed one.
        }
        action.run();
    }
}
