package webarch.harness.csv;

import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The dialect of all our CSVs: RFC 4180 with LF line ends. */
public final class Csv {
    /** Of {@code data/SCHEMA.md}. */
    public static final int SCHEMA_VERSION = 1;

    public static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private Csv() {}

    /** One row with its line end. */
    public static String line(List<?> cells) {
        return FORMAT.format(cells.toArray()) + "\n";
    }

    /** The first line of a CSV of these columns. */
    public static <R> String header(List<Column<R>> columns) {
        return line(columns.stream().map(Column::name).toList());
    }

    public static <R> String row(List<Column<R>> columns, R row) {
        return line(columns.stream().map(column -> column.cell(row)).toList());
    }
}
