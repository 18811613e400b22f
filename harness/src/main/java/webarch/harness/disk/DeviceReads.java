package webarch.harness.disk;

/**
 * Reads that a device has completed, or the difference of two such readings.
 *
 * @param nanos their latencies added up
 */
public record DeviceReads(long reads, long bytes, long nanos) {
    public DeviceReads minus(DeviceReads earlier) {
        return new DeviceReads(reads - earlier.reads, bytes - earlier.bytes, nanos - earlier.nanos);
    }

    /** Mean latency of a read in microseconds; NaN without reads. */
    public double latencyMicros() {
        return reads == 0 ? Double.NaN : nanos / 1e3 / reads;
    }
}
