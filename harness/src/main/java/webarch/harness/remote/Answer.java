package webarch.harness.remote;

import webarch.harness.load.LoadSnapshot;

/**
 * What a load host answers, one line of JSON; what was not asked for is null or 0.
 *
 * @param failure why the order could not be carried out
 * @param cpus that the load may use there
 * @param requestLog SHA-256
 * @param cpuNanos of the load's process so far
 */
record Answer(
        String failure,
        int cpus,
        String requestLog,
        LoadSnapshot snapshot,
        long cpuNanos,
        EncodedDistributions measured) {

    static final Answer DONE = new Answer(null, 0, null, null, 0, null);

    static Answer failed(String reason) {
        return new Answer(reason, 0, null, null, 0, null);
    }

    static Answer prepared(int cpus, String requestLog) {
        return new Answer(null, cpus, requestLog, null, 0, null);
    }

    static Answer of(LoadSnapshot snapshot, long cpuNanos) {
        return new Answer(null, 0, null, snapshot, cpuNanos, null);
    }

    static Answer of(EncodedDistributions measured) {
        return new Answer(null, 0, null, null, 0, measured);
    }
}
