package webarch.server.thread;

import java.lang.foreign.Arena;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * Ends a carrier's wait for events when another thread has a task for it: an event counter that the
 * carrier watches, edge-triggered, so that it need never be read. Costs a system call only while
 * the carrier waits, and then one for all tasks that come before it runs.
 *
 * <p>The carrier announces its wait before it looks for tasks a last time; others add their task
 * before they look for the announcement. So at least one of the two sees the other.
 */
final class WakeUp {
    private final int descriptor;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** Shared without a lock: all write the same, and nobody reads the errno. */
    private final SystemCalls othersCalls = new SystemCalls(Arena.global());

    WakeUp(SystemCalls calls) throws SystemCallException {
        descriptor = SystemCallException.check("eventfd", calls.eventfd());
    }

    int descriptor() {
        return descriptor;
    }

    /** Announces a wait; false when there are tasks and hence nothing to wait for. */
    boolean prepare(Collection<Runnable> tasks) {
        waiting.set(true);
        if (tasks.isEmpty()) {
            return true;
        }
        waiting.set(false);
        return false;
    }

    void done() {
        waiting.set(false);
    }

    /** Called by other threads, after they have added a task. */
    void signal() {
        if (waiting.get() && waiting.compareAndSet(true, false)) {
            othersCalls.signal(descriptor);
        }
    }
}
