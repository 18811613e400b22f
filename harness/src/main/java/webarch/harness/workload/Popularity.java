package webarch.harness.workload;

import static webarch.harness.workload.InvalidKeyException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;

/**
 * Which files are asked for how often.
 *
 * @param zipf exponent of Zipf's law over the directories; 0 makes them equal
 * @param files relative weights within a class, smallest file first; null makes them equal
 */
record Popularity(@JsonProperty(required = true) double zipf, List<Double> files) {

    Popularity {
        require(zipf >= 0 && zipf <= 10, "zipf", "must be from 0 to 10, not " + zipf);
        if (files != null) {
            require(
                    !files.isEmpty() && files.stream().allMatch(w -> w != null && w > 0 && w < 1e9),
                    "files",
                    "must be a list of numbers above 0, one for each file of a class");
            files = List.copyOf(files);
        }
    }

    /** Probabilities up to a constant factor, most popular directory first. */
    double[] directoryWeights(int directories) {
        double[] weights = new double[directories];
        for (int rank = 1; rank <= directories; rank++) {
            // StrictMath: Math.pow may differ in the last bit from one machine to the next.
            weights[rank - 1] = 1 / StrictMath.pow(rank, zipf);
        }
        return weights;
    }

    /** Weights of the {@code count} files of a class; they need not sum to 1. */
    List<Double> fileWeights(int count) {
        return files == null ? Collections.nCopies(count, 1.0) : files;
    }
}
