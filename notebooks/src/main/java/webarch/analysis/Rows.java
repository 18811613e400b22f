package webarch.analysis;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.BitmapBackedSelection;
import tech.tablesaw.selection.Selection;

/** Rows of tables that name runs. */
final class Rows {
    private Rows() {}

    /** Those that meet a condition on more than one column. */
    static Selection where(Table table, Predicate<Row> condition) {
        Selection selection = new BitmapBackedSelection();
        for (Row row : table) {
            if (condition.test(row)) {
                selection.add(row.getRowNumber());
            }
        }
        return selection;
    }

    /** Names of their servers as the plan calls them, architectures first. */
    static List<String> variants(Table table) {
        TreeSet<Subject> subjects = new TreeSet<>();
        table.forEach(row -> subjects.add(Subject.of(row)));
        return subjects.stream().map(Subject::variant).distinct().toList();
    }
}
