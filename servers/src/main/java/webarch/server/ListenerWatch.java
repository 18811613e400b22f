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
 * <p>The kernel wakes those first that have been registered longest. Renewing after having accepted
 * thus makes loops take turns, where else the first would have nearly all connections.
 *
 * <p>The loop pauses and resumes; any thread may renew and stop.
 */
public final class ListenerWatch {
    private enum State {
        WATCHING,
        PAUSED,
        ENDED
    }

    private final Epoll epoll;
    private final int listener;
    private final int events;
    private final boolean contended;
    private volatile State state = State.PAUSED;

    /**
     * A paused watch.
     *
     * @param once whether what is waiting is told of once, and not at every wait
     * @param contended whether others wait at the same socket
     */
    ListenerWatch(Epoll epoll, int listener, boolean once, boolean contended) {
        this.epoll = epoll;
        this.listener = listener;
        events = Epoll.IN | Epoll.EXCLUSIVE | (once ? Epoll.EDGE : 0);
        this.contended = contended;
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

    /**
     * Registers afresh, where others wait as well: the loop learns of whatever is waiting now, and
     * goes to the end of the kernel's queue, so that the next connection is another's.
     */
    public synchronized void renew(SystemCalls calls) throws SystemCallException {
        if (contended && state == State.WATCHING) {
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
        int answer = epoll.add(calls, listener, events);
        SystemCallException.check("epoll_ctl", answer == -Errno.EEXIST ? 0 : answer);
    }
}
