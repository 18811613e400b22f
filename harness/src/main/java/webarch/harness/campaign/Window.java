package webarch.harness.campaign;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import webarch.harness.disk.DiskUse;
import webarch.harness.load.LoadWindow;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ProcessSample;

/**
 * The measured window of a run: everything between its opening and its closing.
 *
 * @param load what the clients saw
 * @param process what /proc tells of the server's process tree
 * @param residentMost most memory of the server's process tree seen, in bytes
 * @param billed what the kernel billed on the server's CPUs
 * @param steadiness empty for a window that is too short for a verdict
 * @param disk what device and memory did; empty where they are as they come
 */
record Window(
        LoadWindow load,
        Reading opening,
        Reading closing,
        ProcessSample process,
        long residentMost,
        CpuTimes billed,
        Optional<Steadiness> steadiness,
        Optional<DiskUse> disk) {

    double serverCpuSeconds() {
        return (closing.serverCpuNanos() - opening.serverCpuNanos()) / 1e9;
    }

    double loadCpuSeconds() {
        return (closing.loadCpuNanos() - opening.loadCpuNanos()) / 1e9;
    }

    double cpuMicrosPerRequest() {
        return serverCpuSeconds() * 1e6 / load.requests();
    }

    /** What the server's counters grew by; empty if it publishes none. */
    Map<String, Long> counters() {
        Map<String, Long> grown = new HashMap<>(closing.counters());
        grown.replaceAll((name, value) -> value - opening.counters().getOrDefault(name, 0L));
        return grown;
    }
}
