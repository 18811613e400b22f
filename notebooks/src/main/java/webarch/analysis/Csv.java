package webarch.analysis;

import java.io.StringWriter;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** A table as CSV: header row, LF line ends, an empty cell for a missing value. */
public final class Csv {
    private Csv() {}

    public static String of(Table table) {
        StringWriter text = new StringWriter();
        table.write().usingOptions(CsvWriteOptions.builder(text).lineEnd("\n").build());
        return text.toString();
    }
}
