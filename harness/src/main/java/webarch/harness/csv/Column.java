package webarch.harness.csv;

import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a CSV.
 *
 * @param name as {@code data/SCHEMA.md} has it
 * @param value what a row says there; null for an empty cell
 */
public record Column<R>(String name, Function<R, ?> value) {

    /** The same column of rows that may hold an {@code R}; empty where they do not. */
    public <S> Column<S> in(Function<S, Optional<R>> part) {
        return new Column<>(name, row -> part.apply(row).map(value).orElse(null));
    }

    String cell(R row) {
        return Cell.text(value.apply(row));
    }
}
