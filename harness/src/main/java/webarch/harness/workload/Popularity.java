package webarch.harness.workload;

import java.util.Collections;
import java.util.List;

/**
 * Which files are asked for how often.
 *
 * @param zipf exponent of Zipf's law over the directories; 0 makes them equal
 * @param files relative weights within a class, smallest file first; null makes them equal
 */
public record Popularity(double zipf, List<Double> files) {

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
