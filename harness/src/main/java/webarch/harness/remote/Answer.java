package webarch.harness.remote;

import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.Taken;

/**
 * What a load host answers, one line of JSON; what was not asked for is null or 0.
 *
 * @param failure why the order could not be carried out
 * @param cpus that the load may use there
 * @param requestLog SHA-256
 * @param cpuNanos of the load's process so far
 * @param heldNanos from the moment of the totals until the answer was ready
 */
record Answer(
        String failure,
        int cpus,
        String requestLog,
        LoadSnapshot snapshot,
        long cpuNanos,
        EncodedDistributions measured,
        long heldNanos) {

    static final Answer DONE = new Answer(null, 0, null, null, 0, null, 0);

    static Answer failed(String reason) {
        return new Answer(reason, 0, null, null, 0, null, 0);
    }

    static Answer prepared(int cpus, String requestLog) {
        return new Answer(null, cpus, requestLog, null, 0, null, 0);
    }

    static Answer of(LoadSnapshot snapshot, long cpuNanos) {
        return new Answer(null, 0, null, snapshot, cpuNanos, null, 0);
    }

    static Answer of(Taken taken, long cpuNanos) {
        EncodedDistributions measured = EncodedDistributions.of(taken.measured());
        long held = System.nanoTime() - taken.totals().nanoTime();
        return new Answer(null, 0, null, taken.totals(), cpuNanos, measured, held);
    }
}
