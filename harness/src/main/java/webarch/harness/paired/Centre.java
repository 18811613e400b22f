package webarch.harness.paired;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;

/** The value that stands for all rounds of a launch. */
public enum Centre {
    MEDIAN,
    MEAN,
    /** The mean of the values between the quartiles. */
    MIDDLE_HALF;

    double of(double[] values) {
        return switch (this) {
            case MEDIAN -> Median.withDefaults().withCopy(true).evaluate(values);
            case MEAN -> mean(values, 0);
            case MIDDLE_HALF -> {
                double[] sorted = values.clone();
                Arrays.sort(sorted);
                yield mean(sorted, sorted.length / 4);
            }
        };
    }

    private static double mean(double[] values, int cut) {
        return Arrays.stream(values, cut, values.length - cut).average().orElseThrow();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
