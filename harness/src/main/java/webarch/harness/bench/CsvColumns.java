package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import webarch.harness.csv.Cell;
import webarch.harness.csv.Csv;

/** The columns of a CSV, in order, each with how its value follows from a row. */
final class CsvColumns<R> {
    private record Column<R>(String name, Function<R, Object> value) {}

    private final List<Column<R>> columns = new ArrayList<>();

    CsvColumns<R> add(String name, Function<R, Object> value) {
        columns.add(new Column<>(name, value));
        return this;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The whole file. */
    String text(List<R> rows) {
        return rows.stream()
                .map(row -> Csv.line(columns.stream().map(c -> cell(c, row)).toList()))
                .collect(Collectors.joining("", Csv.line(names()), ""));
    }

    private static <R> String cell(Column<R> column, R row) {
        return Cell.text(column.value.apply(row));
    }
}
