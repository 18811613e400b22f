package webarch.harness.disk;

import java.util.Optional;

/**
 * Recognises by their latency reads that a virtual machine's host served out of its own memory, so
 * that no disk took part in them.
 */
final class HostCache {
    /** So much slower is a first read than a second where memory behind the device shows. */
    private static final double SHOWS = 2;

    /** No disk that a virtual machine sees through its host answers sooner. */
    private static final double FASTEST_DISK_MICROS = 200;

    private HostCache() {}

    /**
     * Whether the reads of a run look like that; empty where there is nothing to compare with.
     *
     * @param virtual whether this is a virtual machine
     * @param latencyMicros mean of the run
     */
    static Optional<Boolean> suspected(
            boolean virtual, Optional<Calibration> idle, double latencyMicros) {
        if (!virtual) {
            return Optional.of(false);
        }
        if (idle.isEmpty() || Double.isNaN(latencyMicros)) {
            return Optional.empty();
        }
        double first = idle.get().firstMicros();
        double again = idle.get().againMicros();
        double threshold = first >= SHOWS * again ? Math.sqrt(first * again) : FASTEST_DISK_MICROS;
        return Optional.of(latencyMicros < threshold);
    }
}
