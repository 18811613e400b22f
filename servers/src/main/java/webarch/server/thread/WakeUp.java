package webarch.server.thread;

import java.lang.foreign.Arena;
import java.util.Collection;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * Ends a carrier's wait for events when another thread has a task for it. Costs a system call only
 * while the carrier waits.
 *
 * <p>The carrier announces its wait before it looks for tasks a last time; others add their task
 * before they look for the announcement. So at least one of the two sees the other.
 */
final class WakeUp {
    private final int descriptor;
    private final SystemCalls othersCalls = new SystemCalls(Arena.global());
    private volatile boolean waiting;

    WakeUp(SystemCalls calls) throws SystemCallException {
        descriptor = SystemCallException.check("eventfd", calls.eventfd());
    }

    int descriptor() {
        return descriptor;
    }

    /** Announces a wait; false when there are tasks and hence nothing to wait for. */
    boolean prepare(Collection<Runnable> tasks) {
        waiting = true;
        if (tasks.isEmpty()) {
            return true;
        }
        waiting = false;
        return false;
    }

    void done() {
        waiting = false;
    }

    void clear(SystemCalls calls) {
        calls.drain(descriptor);
    }

    /** Called by other threads, after they have added a task. */
    void signal() {
        if (waiting) {
            synchronized (othersCalls) {
                othersCalls.signal(descriptor);
            }
        }
    }
}
