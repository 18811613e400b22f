package webarch.server.thread;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Where one thread waits to be told of events, which are bits of a mask. What is signalled while it
 * does not wait is kept for it. Any thread may signal; without a lock, so that the thread that
 * waits for events never waits for one that is parked.
 *
 * <p>The waiting thread announces itself before it looks for events a last time; others add theirs
 * before they look for the announcement. So at least one of the two sees the other.
 */
final class Parking {
    private static final int ALL = -1;

    private static final VarHandle SIGNALLED;

    static {
        try {
            SIGNALLED = MethodHandles.lookup().findVarHandle(Parking.class, "signalled", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // through SIGNALLED
    private volatile int signalled;

    private volatile Thread waiting;

    /**
     * Parks the calling thread until there are events.
     *
     * @return all that were signalled since the last time
     */
    int await() {
        return await(ALL);
    }

    /** The same for events of a mask. Others stay for the next time. */
    int await(int mask) {
        int events = take(mask);
        if (events == 0) {
            waiting = Thread.currentThread();
            events = take(mask);
            while (events == 0) {
                LockSupport.park();
                events = take(mask);
            }
            waiting = null;
        }
        return events;
    }

    /** Tells of events, at least one. */
    void signal(int events) {
        SIGNALLED.getAndBitwiseOr(this, events);
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private int take(int mask) {
        boolean none = (signalled & mask) == 0;
        return none ? 0 : (int) SIGNALLED.getAndBitwiseAnd(this, ~mask) & mask;
    }
}
