package webarch.analysis;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The ticks of a linear axis: multiples of one, two or five times a power of ten.
 *
 * @param low the first tick, at or below all values
 * @param high the last one, at or above all values
 * @param step between them
 */
record Ticks(double low, double high, double step) {
    private static final double SLACK = 1e-9;

    /** The fewest ticks that cover the values with at least {@code count} steps, roughly. */
    static Ticks over(double least, double most, int count) {
        double range = most > least ? most - least : Math.max(1, Math.abs(most));
        double raw = range / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step =
                DoubleStream.of(1, 2, 5, 10)
                        .map(factor -> factor * power)
                        .filter(candidate -> candidate >= raw * (1 - SLACK))
                        .findFirst()
                        .orElse(10 * power);
        return new Ticks(
                step * Math.floor(least / step + SLACK),
                step * Math.ceil(most / step - SLACK),
                step);
    }

    double[] values() {
        int steps = (int) Math.round((high - low) / step);
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(steps + 1L)
                .map(i -> low + i * step)
                .toArray();
    }

    /** As many decimals as the step has. */
    String label(double value) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + SLACK));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
