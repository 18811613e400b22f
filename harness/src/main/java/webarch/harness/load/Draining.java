package webarch.harness.load;

import webarch.harness.UsageException;

/**
 * How fast clients take in what the server sends. Over loopback a server hardly ever meets a full
 * socket; with both of these bounded, it does.
 *
 * @param receiveBuffer SO_RCVBUF in bytes, which the kernel doubles (socket(7)); 0 leaves it alone
 * @param bytesPerSecond most that a client reads; 0 for as fast as it can
 */
public record Draining(int receiveBuffer, long bytesPerSecond) {
    public static final Draining FREE = new Draining(0, 0);

    /** A read takes at most what may come in this part of a second. */
    private static final int READS_PER_SECOND = 10;

    private static final int SMALLEST_READ = 64;

    public Draining {
        if (receiveBuffer < 0) {
            throw new UsageException(
                    "receive buffer must be at least 1 byte, not " + receiveBuffer);
        }
        if (bytesPerSecond < 0) {
            throw new UsageException("drain must be at least 1 byte/s, not " + bytesPerSecond);
        }
    }

    boolean slow() {
        return bytesPerSecond > 0;
    }

    /** Bytes that one read may take. */
    int readSize(int most) {
        return slow() ? Math.clamp(bytesPerSecond / READS_PER_SECOND, SMALLEST_READ, most) : most;
    }

    /** How long so many bytes take. */
    long nanos(long bytes) {
        return (long) (bytes * 1e9 / bytesPerSecond);
    }
}
