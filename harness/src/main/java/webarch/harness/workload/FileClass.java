package webarch.harness.workload;

/**
 * Files of one order of magnitude in every directory.
 *
 * @param weight share of the requests, relative to the other classes
 * @param smallest size of the smallest file in bytes
 * @param step how many bytes each file is larger than the one before
 * @param files files of this class in a directory
 */
public record FileClass(double weight, long smallest, long step, int files) {

    /** Size in bytes of a file, from 0. */
    public long size(int file) {
        return smallest + file * step;
    }

    /** Size in bytes of the largest file. */
    public long largest() {
        return size(files - 1);
    }
}
