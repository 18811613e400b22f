package webarch.server;

import java.io.IOException;

/**
 * The steps of a connection that is reached through a channel of {@code java.nio}, in the place of
 * those in which {@link Connection} makes system calls. What waits here has no workspace, which
 * other threads of the carrier use meanwhile.
 *
 * <pre>
 *   read ──would block──► receive, or wait ──► read          send, or wait ──► sent
 *                             └─ no more ────► ended
 * </pre>
 */
public final class ChannelSteps {
    private final Service service;
    private final Connection connection;

    public ChannelSteps(Service service, Connection connection) {
        this.service = service;
        this.connection = connection;
    }

    /**
     * Receives, and waits until there is something: what {@link Connection#read} needs when it
     * would block.
     *
     * @return false at the end of the input
     */
    public boolean receive() {
        int count = connection.input.receive(connection.channel);
        if (count > 0) {
            long headMillis = service.options().timeouts().headMillis();
            connection.arrived(count, Clock.nowMillis(), headMillis);
        }
        return count > 0;
    }

    /** The step when there is no more input: the connection is at its end, or its time is up. */
    public Step ended(Workspace workspace) {
        return connection.watchdog.hasExpired() ? connection.timedOut(workspace) : Step.CLOSED;
    }

    /**
     * Sends the reply, and waits wherever there is no room; {@link #sent} is the step that belongs
     * to it.
     *
     * @return false when not all of it could be sent
     */
    public boolean send() {
        try {
            connection.transmission.send(
                    connection.channel, connection.dateMillis(), connection::progressed);
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** The step when {@link #send} has returned: goes on to the next request, or to the end. */
    public Step sent(Workspace workspace, boolean all) {
        if (all) {
            return connection.finish(workspace);
        }
        if (connection.watchdog.hasExpired()) {
            workspace.counters.increment(Counter.EXPIRED);
        }
        return connection.abort(workspace);
    }
}
