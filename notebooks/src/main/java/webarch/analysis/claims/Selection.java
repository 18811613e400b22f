package webarch.analysis.claims;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;
import webarch.analysis.Bootstrap;
import webarch.analysis.Estimate;
import webarch.analysis.Metric;
import webarch.analysis.Origin;

/**
 * What one side of a ratio comes to: the rows of one configuration under one load.
 *
 * @param campaign that they are of
 * @param configuration for a reader
 * @param saturated whether the server's CPUs were the limit in all of them
 * @param metric in question, which all of them have
 * @param rows runs, or slices of warm servers
 */
record Selection(
        Origin campaign,
        String configuration,
        Load load,
        boolean saturated,
        Metric metric,
        List<Row> rows) {

    String label() {
        return configuration + " " + load.label();
    }

    /** A value for each repetition. */
    NavigableMap<Repetition, Double> byRepetition() {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(
                                Repetition::of,
                                TreeMap::new,
                                Collectors.averagingDouble(metric::value)));
    }

    double mean() {
        return byRepetition().values().stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    double[] all() {
        return byRepetition().values().stream().mapToDouble(v -> v).toArray();
    }

    /** The mean with its interval over what is independent: blocks, or launches. */
    Estimate estimate() {
        return Bootstrap.STANDARD.mean(
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> Repetition.of(row).group(),
                                        TreeMap::new,
                                        Collectors.averagingDouble(metric::value)))
                        .values()
                        .stream()
                        .mapToDouble(v -> v)
                        .toArray());
    }

    /** The mean of another metric over the same rows, NaN where none has it. */
    double mean(Metric other) {
        return rows.stream()
                .mapToDouble(other::value)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
