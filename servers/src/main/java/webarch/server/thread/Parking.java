package webarch.server.thread;

import java.util.concurrent.locks.LockSupport;

/**
 * Where one virtual thread waits for the carrier to signal it. A signal that comes before the wait
 * is not lost. Only the carrier and the threads it carries may use it, hence nothing in it is
 * volatile.
 */
final class Parking {
    private Thread parked;
    private boolean signalled;

    /** Parks the calling thread until it is signalled, or returns at once if it has been. */
    void await() {
        while (!signalled) {
            parked = Thread.currentThread();
            LockSupport.park();
        }
        parked = null;
        signalled = false;
    }

    void signal() {
        signalled = true;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }
}
