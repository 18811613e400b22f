package webarch.harness.load;

import java.nio.ByteBuffer;
import webarch.harness.workload.RequestLog;

/**
 * One client: asks for the files of a session one after the other on one connection, thinks where
 * the log says so, and closes the connection when the session is over. When the next session begins
 * is up to the {@link Schedule}. The loop's thread owns it.
 *
 * <pre>
 *   IDLE ──begin()──► THINKING ──► CONNECTING ──► WAITING
 *                      ▲   │ ▲         │           │  │
 *             resume() │   │ └─────────┼── reply ──┘  │
 *                      │   ▼           └─── error ────┤
 *                     PARKED                          ▼
 *               (loop is paused)      BACKING_OFF or IDLE, as the schedule decides
 * </pre>
 *
 * THINKING lasts from one reply to the next request, if only for the moment that the client needs
 * itself. In that state, CONNECTING and WAITING the client's clock runs, and every nanosecond of it
 * is counted in one of them: so Little's law has to hold.
 */
final class Client {
    private enum State {
        IDLE,
        PARKED,
        BACKING_OFF,
        THINKING,
        CONNECTING,
        WAITING;

        boolean busy() {
            return this == CONNECTING || this == WAITING;
        }

        boolean clocked() {
            return busy() || this == THINKING;
        }
    }

    private final LoadLoop loop;
    private final LoadCounters counters;
    private final RequestLog log;
    private final SessionCursor session;
    private final ReplyReader reader;
    private State state = State.IDLE;
    private ClientConnection connection;
    private long since;
    private long intended;
    private long sessionSince;
    private boolean inSession;

    Client(LoadLoop loop, RequestLog log, boolean checkBytes) {
        this.loop = loop;
        this.log = log;
        counters = loop.counters();
        session = new SessionCursor(log);
        reader = new ReplyReader(checkBytes);
    }

    /** Asks the schedule for a session, or parks while the loop is paused. */
    void start() {
        become(State.THINKING);
        proceed();
    }

    /** Begins a session that should have begun at {@code when}, in nano time. */
    void begin(int number, long when) {
        session.begin(number);
        intended = when;
        become(State.THINKING);
        if (!log.endless()) {
            endSession();
            disconnect();
            inSession = true;
            sessionSince = System.nanoTime();
            counters.sessionBegan(sessionSince);
        }
        proceed();
    }

    /** Has no session until the next {@link #begin}. */
    void rest() {
        endSession();
        disconnect();
        become(State.IDLE);
    }

    /** Waits for the next sweep, so that a server which refuses everybody meets no spinning. */
    void backOff() {
        become(State.BACKING_OFF);
    }

    /** Goes on after a pause. */
    void resume() {
        if (state == State.PARKED) {
            if (connection != null && !connection.isOpen()) {
                // Closed by the server meanwhile; the event that says so is still on its way.
                disconnect();
            }
            start();
        }
    }

    /** Looks for a missed deadline and ends a back-off; called at regular intervals. */
    void sweep(long now) {
        if (state.busy() && now - since > loop.timeoutNanos()) {
            fail(ErrorKind.TIMEOUT);
        } else if (state == State.BACKING_OFF) {
            start();
        }
    }

    /** Whether a request is under way. */
    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Leaves for good. */
    void stop() {
        become(State.PARKED);
        disconnect();
    }

    private void proceed() {
        if (loop.paused()) {
            become(State.PARKED);
        } else if (session.over()) {
            loop.schedule().sessionOver(this);
        } else {
            long think = session.takeThinkNanos();
            if (think > 0) {
                intended = System.nanoTime() + think;
                loop.after(think, this::thinkingOver);
            } else {
                ask();
            }
        }
    }

    private void thinkingOver() {
        if (state == State.THINKING) {
            proceed();
        }
    }

    private void ask() {
        if (connection == null) {
            connect();
        } else {
            send();
        }
    }

    private void connect() {
        long now = System.nanoTime();
        counters.thought(since, now);
        since = now;
        become(State.CONNECTING);
        connection = loop.network().connection(this);
        connection.connect();
    }

    void connected() {
        long now = System.nanoTime();
        counters.connected(since, now);
        since = now;
        become(State.THINKING);
        loop.schedule().settled();
        proceed();
    }

    private void send() {
        reader.expect(session.servedFile(), session.head());
        long now = System.nanoTime();
        counters.sent(since, now);
        since = now;
        become(State.WAITING);
        connection.send(session.file(), session.head());
    }

    /** What the bytes that arrived amount to. */
    ReplyReader.Outcome read(ByteBuffer in) {
        // Nothing was asked for: whatever this is, the connection is of no more use.
        return state == State.WAITING ? reader.read(in) : ReplyReader.Outcome.MALFORMED;
    }

    /** Bytes of a body that are still to come and need not be looked at; 0 if none or unknown. */
    long awaitedBody() {
        return state == State.WAITING ? reader.awaitedBody() : 0;
    }

    /** What it amounts to that so many of them have arrived and were thrown away. */
    ReplyReader.Outcome discarded(int count) {
        return reader.discarded(count);
    }

    void took(ReplyReader.Outcome outcome) {
        if (state != State.WAITING) {
            disconnect();
            return;
        }
        switch (outcome) {
            case MORE -> {}
            case REPLY -> replied(reader.keepsAlive());
            case WRONG_STATUS -> fail(ErrorKind.STATUS);
            case WRONG_BODY -> fail(ErrorKind.BODY);
            case MALFORMED -> fail(ErrorKind.OTHER);
        }
    }

    private void replied(boolean keepAlive) {
        long now = System.nanoTime();
        if (now - since > loop.timeoutNanos()) {
            fail(ErrorKind.TIMEOUT);
            return;
        }
        counters.reply(session.fileClass(), since, now);
        loop.recorders().reply(session.fileClass(), now - since, now - intended);
        since = now;
        intended = now;
        session.advance();
        if (!keepAlive) {
            disconnect();
        }
        become(State.THINKING);
        proceed();
    }

    /** The server closed the connection. */
    void closed() {
        if (state != State.WAITING) {
            disconnect();
        } else if (reader.completeAtClose()) {
            replied(false);
        } else {
            fail(reader.endsAtClose() ? ErrorKind.BODY : ErrorKind.CLOSED);
        }
    }

    /** The connection broke, or was never made. */
    void broke(ErrorKind kind) {
        if (state.busy()) {
            fail(kind);
        } else {
            disconnect();
        }
    }

    /** Counts an error and gives up the session; a request that found no connection counts too. */
    private void fail(ErrorKind kind) {
        boolean connecting = state == State.CONNECTING;
        long now = System.nanoTime();
        if (connecting) {
            counters.unconnected(kind, session.fileClass(), since, now);
        } else {
            counters.failed(kind, session.fileClass(), since, now);
        }
        since = now;
        disconnect();
        session.abandon();
        endSession();
        become(State.THINKING);
        loop.schedule().sessionFailed(this);
        if (connecting) {
            loop.schedule().settled();
        }
    }

    private void endSession() {
        if (inSession) {
            inSession = false;
            counters.sessionEnded(sessionSince, System.nanoTime());
        }
    }

    private void become(State next) {
        State before = state;
        state = next;
        if (before.clocked() != next.clocked()) {
            if (next.clocked()) {
                since = System.nanoTime();
                counters.clockStarted(since);
            } else {
                counters.clockStopped(since);
            }
        }
        if (before.busy() != next.busy()) {
            loop.busy(next.busy() ? 1 : -1);
        }
    }

    private void disconnect() {
        ClientConnection old = connection;
        connection = null;
        if (old != null) {
            old.giveUp();
        }
    }
}
