package webarch.harness.campaign;

import java.util.Map;
import java.util.Optional;
import webarch.harness.disk.DiskReading;
import webarch.harness.load.LoadSnapshot;

/**
 * All totals at one moment, taken within microseconds of each other.
 *
 * @param serverCpuNanos of the server's process tree
 * @param loadCpuNanos of the processes that load
 * @param counters what the server publishes; empty if it publishes nothing
 * @param disk empty where the files are in memory, as they come
 */
record Reading(
        LoadSnapshot load,
        long serverCpuNanos,
        long loadCpuNanos,
        Map<String, Long> counters,
        Optional<DiskReading> disk) {

    long nanoTime() {
        return load.nanoTime();
    }
}
