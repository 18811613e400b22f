package webarch.harness.campaign;

import webarch.harness.load.LoadSnapshot;

/** One row of {@code seconds.csv}: what happened between two readings. */
record Second(
        double end,
        Phase phase,
        long replies,
        long errors,
        long receivedBytes,
        double serverCpuSeconds,
        double loadCpuSeconds,
        double latencyMeanMicros) {

    enum Phase {
        WARMUP,
        MEASURED
    }

    double serverCpuSecondsPerReply() {
        return serverCpuSeconds / replies;
    }

    /** {@code start} is the nano time at which the load was started. */
    static Second between(Reading from, Reading to, Phase phase, long start) {
        LoadSnapshot load = to.load().minus(from.load());
        return new Second(
                (to.nanoTime() - start) / 1e9,
                phase,
                load.replies(),
                load.errorCount(),
                load.receivedBytes(),
                (to.serverCpuNanos() - from.serverCpuNanos()) / 1e9,
                (to.loadCpuNanos() - from.loadCpuNanos()) / 1e9,
                load.latencyMeanMicros());
    }
}
