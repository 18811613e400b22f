package webarch.server;

import java.lang.foreign.Arena;
import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * An epoll instance whose returns are counted. One thread waits; with a workspace of its own, any
 * thread may register.
 */
public final class Poller {
    private static final int EVENTS = 512;

    private final Workspace workspace;
    private final Epoll epoll;

    /** Made for the thread that waits, whose workspace this is. */
    public Poller(Workspace workspace) throws SystemCallException {
        this.workspace = workspace;
        epoll = new Epoll(workspace.calls(), Arena.global(), EVENTS);
    }

    public Epoll epoll() {
        return epoll;
    }

    /** Registers a descriptor that is no connection, for input. */
    public void watch(int descriptor) throws SystemCallException {
        SystemCalls calls = workspace.calls();
        SystemCallException.check("epoll_ctl", epoll.add(calls, descriptor, Epoll.IN | Epoll.EDGE));
    }

    /**
     * Waits for events.
     *
     * @param timeoutMillis how long at most; 0 only looks, -1 waits without limit
     * @return how many there are, possibly none
     */
    public int await(int timeoutMillis) throws SystemCallException {
        int count = epoll.await(workspace.calls(), timeoutMillis);
        if (count > 0) {
            workspace.lookAtClock();
            workspace.counters().increment(Counter.WAKEUPS);
            workspace.counters().add(Counter.EVENTS, count);
            return count;
        }
        return count == -Errno.EINTR ? 0 : SystemCallException.check("epoll_wait", count);
    }

    /** The descriptor of an event of the last wait. */
    public int descriptor(int index) {
        return epoll.descriptor(index);
    }

    /** What happened to it, as a mask of epoll's. */
    public int events(int index) {
        return epoll.events(index);
    }
}
