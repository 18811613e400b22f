package webarch.harness.workload;

import static webarch.harness.workload.InvalidKeyException.require;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Files of one order of magnitude in every directory.
 *
 * @param weight share of the requests, relative to the other classes
 * @param smallest size of the smallest file in bytes
 * @param step how many bytes each file is larger than the one before
 * @param files files of this class in a directory
 */
record FileClass(
        @JsonProperty(required = true) double weight,
        @JsonProperty(required = true) long smallest,
        @JsonProperty(required = true) long step,
        @JsonProperty(required = true) int files) {

    private static final long LARGEST = 1L << 40;

    FileClass {
        require(weight > 0 && weight < 1e9, "weight", "must be a number above 0, not " + weight);
        require(
                smallest >= 1 && smallest <= LARGEST,
                "smallest",
                "must be at least 1 (bytes), not " + smallest);
        require(step >= 0 && step <= LARGEST, "step", "must be at least 0 (bytes), not " + step);
        require(files >= 1 && files <= 1000, "files", "must be from 1 to 1000, not " + files);
    }

    long size(int file) {
        return smallest + file * step;
    }
}
