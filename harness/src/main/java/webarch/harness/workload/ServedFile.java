package webarch.harness.workload;

/**
 * One file of a file set.
 *
 * @param path relative to the server's root, {@code dirNNNNN/classC_F}
 * @param size in bytes
 * @param content its bytes
 */
public record ServedFile(String path, long size, FileContent content) {}
