package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** What is written is as documented, whole, and survives a cut. */
class FilesTest {
    private static final Pattern NAMES = Pattern.compile("`([a-z0-9_]+)`");

    @TempDir Path folder;

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        List<String> schema = Files.readAllLines(Path.of("../data/SCHEMA.md"));
        int start = schema.indexOf("## `runs.csv`");
        List<String> documented =
                schema.stream()
                        .skip(start + 1)
                        .takeWhile(line -> !line.startsWith("#"))
                        .filter(line -> line.startsWith("| `"))
                        .flatMap(line -> names(line.split("\\|", -1)[1]))
                        .toList();
        assertEquals(documented, RunColumns.ALL.stream().map(Column::name).toList());
    }

    private static Stream<String> names(String cell) {
        return NAMES.matcher(cell).results().map(name -> name.group(1));
    }

    @Test
    void aTornRowIsDroppedAndWholeRowsStay() throws IOException {
        RunsCsv runs = new RunsCsv(folder.resolve("runs.csv"));
        runs.create();
        String head = Files.readString(runs.file());
        String whole = head + head.replace("run_id", "b01").replace("valid,inv", "true,inv");
        for (int cut = head.length() + 1; cut < whole.length(); cut += 37) {
            Files.writeString(runs.file(), whole.substring(0, cut));
            assertEquals(List.of(), runs.entries());
            assertEquals(cut - head.length(), runs.dropTornRow());
            assertEquals(head, Files.readString(runs.file()));
        }
        Files.writeString(runs.file(), whole + "1,");
        assertEquals(List.of(new RunsCsv.Entry("b01", true, "invalid_reason")), runs.entries());
        assertEquals(2, runs.dropTornRow());
        assertEquals(whole, Files.readString(runs.file()));
        assertEquals(0, runs.dropTornRow());
    }

    @Test
    void aHeadCutShortIsWrittenAnew() throws IOException {
        RunsCsv runs = new RunsCsv(folder.resolve("runs.csv"));
        Files.writeString(runs.file(), "schema_ver");
        assertEquals(10, runs.dropTornRow());
        runs.create();
        assertEquals(Csv.header(RunColumns.ALL), Files.readString(runs.file()));
    }

    @Test
    void otherColumnsAreRefused() throws IOException {
        RunsCsv runs = new RunsCsv(folder.resolve("runs.csv"));
        Files.writeString(runs.file(), "run_id,valid\n");
        Matcher message =
                Pattern.compile("runs.csv:1: not the columns of this version")
                        .matcher(assertThrows(UsageException.class, runs::entries).getMessage());
        assertTrue(message.find());
    }

    @Test
    void aFullDiskIsReportedAndNotSwallowed() {
        assertThrows(IOException.class, () -> Durable.append(Path.of("/dev/full"), "row\n"));
    }

    @Test
    void aFileAppearsWhole() throws IOException {
        Path file = folder.resolve("manifest.json");
        Durable.write(file, "one");
        Durable.write(file, "two");
        assertEquals("two", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        Durable.remove(folder.resolve("absent"));
        assertFalse(Files.exists(folder.resolve("absent")));
    }
}
