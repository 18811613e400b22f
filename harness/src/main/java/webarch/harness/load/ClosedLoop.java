package webarch.harness.load;

import java.util.List;

/**
 * Every client begins a session when its last one is over. Clients begin either a few at a time,
 * the next one when a connection has settled, or evenly spread over a ramp. The loop's thread owns
 * it.
 */
final class ClosedLoop implements Schedule {
    /** Connections that a loop opens at once when it starts, so as not to overrun a backlog. */
    private static final int AT_ONCE = 64;

    /** The backlog that servers have unless told otherwise, such as nginx. */
    private static final int MOST_AT_ONCE = 511;

    /**
     * With many clients it is more than 64, for a connection settles only after all clients there
     * are had a turn: the last of 20,000 would else be a minute late.
     */
    private static final int AT_ONCE_SHARE = 32;

    private final LoadLoop loop;
    private final List<Client> clients;
    private final SessionSource sessions;
    private final long rampNanos;
    private long start;
    private int started;

    ClosedLoop(LoadLoop loop, List<Client> clients, SessionSource sessions, long rampNanos) {
        this.loop = loop;
        this.clients = clients;
        this.sessions = sessions;
        this.rampNanos = rampNanos;
    }

    @Override
    public void start() {
        start = System.nanoTime();
        if (rampNanos > 0) {
            climb();
        } else {
            for (int i = 0; i < atOnce(); i++) {
                startNext();
            }
        }
    }

    private int atOnce() {
        return Math.clamp(clients.size() / AT_ONCE_SHARE, AT_ONCE, MOST_AT_ONCE);
    }

    private void startNext() {
        if (started < clients.size()) {
            clients.get(started++).start();
        }
    }

    /**
     * Starts the clients whose time has come, the {@code i}th after i / n of the ramp; some at a
     * time, so that a late loop looks at its connections in between.
     */
    private void climb() {
        long turn = System.nanoTime();
        long now = turn;
        while (started < clients.size() && now - turn < TURN_NANOS) {
            now = System.nanoTime();
            long left = start + rampNanos * started / clients.size() - now;
            if (left > 0) {
                loop.after(left, this::climb);
                return;
            }
            startNext();
        }
        if (started < clients.size()) {
            loop.after(0, this::climb);
        }
    }

    @Override
    public void settled() {
        if (rampNanos == 0 && started < clients.size()) {
            loop.execute(this::startNext);
        }
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void sessionOver(Client client) {
        client.begin(sessions.take(), System.nanoTime());
    }

    @Override
    public void sessionFailed(Client client) {
        client.backOff();
    }
}
