package webarch.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads a CSV strictly: every column of the schema has to be there, but for those added since, and
 * every cell has to be of its column's type. Tablesaw splits the file into cells; the schema, not
 * Tablesaw's guess, decides what a cell means. Columns that the schema does not know are left out.
 */
public final class CsvFile {
    private CsvFile() {}

    /**
     * The file as a table.
     *
     * @param columns what is read of it, as {@link Schema} has it
     */
    public static Table read(Path file, List<Schema.Field> columns) {
        Table cells = cells(file);
        Table table = Table.create(file.getFileName().toString());
        if (cells.columnNames().contains("schema_version")) {
            checkVersion(file, cells.stringColumn("schema_version"));
        }
        for (Schema.Field field : columns) {
            boolean absent = !cells.columnNames().contains(field.name());
            if (absent && !field.added()) {
                throw new UsageException(
                        file
                                + ": no column '"
                                + field.name()
                                + "'; data/SCHEMA.md lists the columns");
            }
            List<String> values =
                    absent
                            ? Collections.nCopies(cells.rowCount(), "")
                            : cells.stringColumn(field.name()).asList();
            check(file, field, values);
            table.addColumns(field.kind().column(field.name(), values));
        }
        return table;
    }

    private static Table cells(Path file) {
        String text = text(file);
        if (text.isEmpty()) {
            throw new UsageException(file + ": is empty");
        }
        try {
            return Table.read()
                    .usingOptions(
                            CsvReadOptions.builder(new StringReader(text))
                                    .separator(',')
                                    .columnTypes(_ -> ColumnType.STRING)
                                    .missingValueIndicator(""));
        } catch (RuntimeException e) {
            // Tablesaw and its parser have no common exception for malformed text.
            throw new UsageException(
                    file + ": not a well-formed CSV: " + firstLine(e.getMessage()), e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new UsageException(file + ": no such file; a campaign's folder holds one");
        } catch (CharacterCodingException e) {
            throw new UsageException(file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkVersion(Path file, StringColumn versions) {
        for (String version : versions.unique()) {
            if (!version.equals(String.valueOf(Schema.VERSION))) {
                throw new UsageException(
                        file
                                + ": schema_version is '"
                                + version
                                + "', this analysis reads "
                                + Schema.VERSION
                                + "; use the analysis that came with the data");
            }
        }
    }

    private static void check(Path file, Schema.Field field, List<String> values) {
        for (int row = 0; row < values.size(); row++) {
            String cell = values.get(row);
            boolean absent = field.required() && cell.isEmpty();
            if (absent || !field.kind().admits(cell)) {
                // The header is line 1.
                throw new UsageException(
                        "%s:%d: %s is '%s'; expected %s"
                                .formatted(
                                        file,
                                        row + 2,
                                        field.name(),
                                        cell,
                                        field.kind().description));
            }
        }
    }

    private static String firstLine(String message) {
        return message == null ? "no details" : message.lines().findFirst().orElse("no details");
    }
}
