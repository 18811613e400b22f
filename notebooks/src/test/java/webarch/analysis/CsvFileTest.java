package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

final class CsvFileTest {
    private final SyntheticCampaign campaign = SyntheticCampaign.complete();

    @TempDir Path folder;

    @Test
    void everyRowIsReadWithItsTypes() throws IOException {
        Table runs = CsvFile.read(campaign.write(folder).resolve("runs.csv"), Schema.RUNS);

        assertEquals(campaign.rows().size(), runs.rowCount());
        assertEquals(1, runs.longColumn("connections").get(0));
        assertEquals("userver", runs.stringColumn("server").get(0));
        assertEquals(
                Double.parseDouble(campaign.rows().getFirst().get("replies_per_s")),
                runs.doubleColumn("replies_per_s").get(0));
    }

    @Test
    void anEmptyCellIsMissingAndNotZero() throws IOException {
        campaign.rows().getFirst().put("wakeups", "");
        campaign.rows().getFirst().put("cpu_us_per_request", "");

        Table runs = CsvFile.read(campaign.write(folder).resolve("runs.csv"), Schema.RUNS);

        assertTrue(runs.longColumn("wakeups").isMissing(0));
        assertTrue(runs.doubleColumn("cpu_us_per_request").isMissing(0));
    }

    @ParameterizedTest
    @CsvSource({
        "replies_per_s, NaN",
        "replies_per_s, '1,5'",
        "replies_per_s, 0x1p3",
        "replies, 12.5",
        "replies, 1e3",
        "valid, TRUE",
        "valid, ''",
        "started, 2026-01-01 12:00",
        "started, 2026-01-01T12:00:00+01:00",
        "saturation, Saturated",
        "server, ''"
    })
    void aCellOfTheWrongTypeIsRefusedWithItsLine(String column, String cell) throws IOException {
        campaign.rows().get(2).put(column, cell);
        Path file = campaign.write(folder).resolve("runs.csv");

        String message =
                assertThrows(UsageException.class, () -> CsvFile.read(file, Schema.RUNS))
                        .getMessage();

        assertTrue(
                message.startsWith(file + ":4: " + column + " is '" + cell + "'; expected"),
                message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        campaign.rows().forEach(row -> row.remove("steal_share"));

        assertRefused(campaign.csv(), "no column 'steal_share'");
    }

    @Test
    void aColumnAddedSinceIsMissingInAnOlderCampaign() throws IOException {
        campaign.rows().forEach(row -> row.remove("thinking_clients"));
        Table runs = CsvFile.read(campaign.write(folder).resolve("runs.csv"), Schema.RUNS);
        assertEquals(runs.rowCount(), runs.column("thinking_clients").countMissing());
        assertEquals(0, runs.column("steal_share").countMissing());
    }

    @Test
    void anotherSchemaVersionIsRefused() throws IOException {
        assertRefused(campaign.set("schema_version", "2").csv(), "schema_version is '2'");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() throws IOException {
        assertRefused(campaign.csv() + "1,cut", "not a well-formed CSV");
        assertRefused(campaign.csv().replaceFirst("\n1,", "\n1,1,"), "not a well-formed CSV");
    }

    @Test
    void aFileThatIsNotTextIsRefused() throws IOException {
        Path file = folder.resolve("runs.csv");
        Files.write(file, "schema_version\nµ\n".getBytes(StandardCharsets.ISO_8859_1));

        String message =
                assertThrows(UsageException.class, () -> CsvFile.read(file, Schema.RUNS))
                        .getMessage();

        assertTrue(message.contains("not UTF-8"), message);
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("runs.csv");

        String message =
                assertThrows(UsageException.class, () -> CsvFile.read(file, Schema.RUNS))
                        .getMessage();

        assertTrue(message.startsWith(file + ": no such file"), message);
    }

    private void assertRefused(String csv, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("runs.csv"), csv);
        String message =
                assertThrows(UsageException.class, () -> CsvFile.read(file, Schema.RUNS))
                        .getMessage();
        assertTrue(message.contains(reason), message);
        assertEquals(1, message.lines().count());
    }
}
