package webarch.analysis.paper;

import java.util.ArrayList;
import java.util.List;
import webarch.analysis.Estimate;

/** Rows of a LaTeX table whose width and length depend on what was measured. */
final class Table {
    private final List<String> rows = new ArrayList<>();

    /** An estimate with its interval; a dash where there is none. */
    static String cell(Estimate estimate) {
        return estimate.n() == 0
                ? "--"
                : Macros.rounded(estimate.mean()) + " " + Macros.interval(estimate);
    }

    /** Adds a row of cells that are LaTeX already. */
    Table row(List<String> cells) {
        rows.add(String.join(" & ", cells) + " \\\\");
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    /** A row above a line. */
    Table head(List<String> cells) {
        row(cells);
        rows.set(rows.size() - 1, rows.getLast() + "\n\\midrule");
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** {@code table/NAME}, and {@code table/NAME/columns}: left the first, right the others. */
    void put(String name, int columns, Macros macros) {
        macros.tex("table/" + name + "/columns", "l" + "r".repeat(columns - 1));
        macros.tex("table/" + name, String.join("\n", rows));
    }
}
