package webarch.harness.campaign;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import webarch.harness.load.LoadGenerator;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ServerProcess;
import webarch.harness.plan.Scale;
import webarch.harness.workload.RequestLog;

/**
 * Warms a server up by a closed loop, before sessions arrive that may be too few to do it: at a
 * tenth of its peak a server would take ten times as long to have its code compiled. Used by one
 * thread.
 */
final class Heating {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private Heating() {}

    /**
     * Returns what the loop did, when the server has the scale's replies behind it or time is up.
     */
    static LoadSnapshot heat(
            ServerProcess server, LoadOptions options, RequestLog requests, Scale scale) {
        try (LoadGenerator load = new LoadGenerator(options, requests)) {
            LoadSnapshot before = load.snapshot();
            long latest = System.nanoTime() + scale.warmupLimit().toNanos();
            load.start();
            while (server.isAlive()
                    && load.snapshot().replies() < scale.warmupRequests()
                    && System.nanoTime() < latest) {
                LockSupport.parkNanos(LOOK);
            }
            load.pause();
            return load.take().totals().minus(before);
        }
    }
}
