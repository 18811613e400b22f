package webarch.harness.disk;

import java.time.Duration;

/**
 * What serves a page that is not in memory: the disk that holds the files, or a file system of ours
 * in front of it that takes a stated time for each read, so that machines compare.
 *
 * @param delay of each read; zero for the disk as it is
 * @param parallel reads that wait at the same time; further ones queue. Without a delay 0
 */
public record Device(Duration delay, int parallel) {
    public static final Device NATIVE = new Device(Duration.ZERO, 0);

    public boolean delayed() {
        return !delay.isZero();
    }

    /** For a cell: {@code native}, or for instance {@code delayed-5000us-x16}. */
    public String label() {
        return delayed() ? "delayed-" + delay.toNanos() / 1000 + "us-x" + parallel : "native";
    }
}
