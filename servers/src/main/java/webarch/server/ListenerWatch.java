package webarch.server;

import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * A loop's registration of a listening socket that others, in this process or in another, may wait
 * at as well. Of those that wait the kernel wakes one (EPOLLEXCLUSIVE, {@code epoll_ctl(2)}).
 *
 * <pre>
 *              no room: pause                 stop
 *   WATCHING ─────────────────► PAUSED ──────────────► ENDED
 *    │  ▲  ▲                      │                      ▲
 *    └──┘  └───── room: resume ───┘                      │
 *   renew  │                                             │
 *          └──────────────────────── stop ───────────────┘
 * </pre>
 *
 * A loop without room must not be registered: the kernel would go on waking it and nobody else. One
 * that was woken and then cannot accept, because it has been killed or another took the last room,
 * has used up a wake-up; a new registration looks at the socket itself, so renewing those of the
 * others now and then keeps a connection from waiting for ever.
 *
 * <p>The loop pauses and resumes; any thread may renew and stop.
 */
public final class ListenerWatch {
    private enum State {
        WATCHING,
        PAUSED,
        ENDED
    }

    private static final int EVENTS = Epoll.IN | Epoll.EXCLUSIVE;

    private final Epoll epoll;
    private final int listener;
    private volatile State state = State.PAUSED;

    ListenerWatch(Epoll epoll, int listener) {
        this.epoll = epoll;
        this.listener = listener;
    }

    /** Whether the loop is told of connections. */
    public boolean isOn() {
        return state == State.WATCHING;
    }

    public synchronized void resume(SystemCalls calls) throws SystemCallException {
        if (state == State.PAUSED) {
            add(calls);
            state = State.WATCHING;
        }
    }

    public synchronized void pause(SystemCalls calls) {
        if (state == State.WATCHING) {
            epoll.remove(calls, listener);
            state = State.PAUSED;
        }
    }

    /** Registers afresh, so that the loop learns of whatever is waiting now. */
    synchronized void renew(SystemCalls calls) throws SystemCallException {
        if (state == State.WATCHING) {
            epoll.remove(calls, listener);
            add(calls);
        }
    }

    /**
     * Registers no more. Closing the listening socket would not do: as long as another process has
     * it open, the kernel keeps the registration.
     */
    synchronized void end(SystemCalls calls) {
        if (state == State.WATCHING) {
            epoll.remove(calls, listener);
        }
        state = State.ENDED;
    }

    private void add(SystemCalls calls) throws SystemCallException {
        int answer = epoll.add(calls, listener, EVENTS);
        SystemCallException.check("epoll_ctl", answer == -Errno.EEXIST ? 0 : answer);
    }
}
