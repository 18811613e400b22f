package webarch.harness.profile;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/**
 * What the requests of a server cost while nothing samples it. Taken before and after a profile of
 * the same process, it tells what sampling changes; another process would differ by what it has
 * compiled, and where to, as well.
 *
 * @param cpuNanos of the process tree
 * @param requests that ended
 */
record Unprofiled(long cpuNanos, long requests) {
    static final Unprofiled NONE = new Unprofiled(0, 0);

    /** Watches for so long. */
    static Unprofiled during(Duration time, ProcessTree server, Supplier<LoadSnapshot> load) {
        long cpuBefore = server.cpuNanos();
        long endedBefore = load.get().ended();
        letPass(time);
        return new Unprofiled(server.cpuNanos() - cpuBefore, load.get().ended() - endedBefore);
    }

    /** Returns when so much time has passed. */
    static void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    Unprofiled plus(Unprofiled other) {
        return new Unprofiled(cpuNanos + other.cpuNanos, requests + other.requests);
    }
}
