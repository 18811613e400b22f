package webarch.harness.csv;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

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
        return line(names(columns));
    }

    public static <R> List<String> names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).toList();
    }

    public static <R> String row(List<Column<R>> columns, R row) {
        return line(columns.stream().map(column -> column.cell(row)).toList());
    }

    /** The rows of a CSV, by the names in its first line. */
    public static List<CSVRecord> records(String text) throws IOException {
        return FORMAT.builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();
    }

    /** A whole CSV. */
    public static <R> String text(List<Column<R>> columns, List<R> rows) {
        return rows.stream()
                .map(row -> row(columns, row))
                .collect(Collectors.joining("", header(columns), ""));
    }
}
