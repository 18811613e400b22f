package webarch.analysis;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Columns of a table that has a row for each of some things.
 *
 * @param rows the things
 */
record Columns<T>(List<T> rows) {

    StringColumn text(String name, Function<T, String> value) {
        return StringColumn.create(name, rows.stream().map(value).toList());
    }

    LongColumn counts(String name, ToLongFunction<T> value) {
        return LongColumn.create(name, rows.stream().mapToLong(value).toArray());
    }

    DoubleColumn numbers(String name, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }

    /**
     * Adds three columns to a table: the means, and with {@code _low} and {@code _high} behind the
     * name the ends of their intervals.
     */
    void add(Table table, String name, Function<T, Estimate> value) {
        Columns<Estimate> estimates = new Columns<>(rows.stream().map(value).toList());
        table.addColumns(
                estimates.numbers(name, Estimate::mean),
                estimates.numbers(name + "_low", Estimate::low),
                estimates.numbers(name + "_high", Estimate::high));
    }
}
