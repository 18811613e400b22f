package webarch.harness.profile;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** A row of {@code runs.csv}, as far as tables beside it repeat or need it. */
record RunRow(CSVRecord cells) {
    /** What names a run in every table: as in {@code runs.csv}. */
    private static final List<String> IDENTITY =
            List.of(
                    "schema_version",
                    "campaign",
                    "run_id",
                    "block",
                    "server",
                    "variant",
                    "options",
                    "server_cpus",
                    "connections",
                    "session_rate");

    /** All rows of the campaign in {@code folder}. */
    static List<RunRow> of(Path folder) throws IOException {
        Path file = folder.resolve("runs.csv");
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Csv.FORMAT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)
                    .stream()
                    .map(RunRow::new)
                    .toList();
        }
    }

    static List<Column<RunRow>> identity() {
        return IDENTITY.stream()
                .map(name -> new Column<RunRow>(name, row -> row.text(name)))
                .toList();
    }

    /** Empty where there is no such column. */
    String text(String column) {
        return cells.isMapped(column) ? cells.get(column) : "";
    }

    /** NaN for an empty cell. */
    double number(String column) {
        String text = text(column);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    Path folder(Path campaign) {
        return campaign.resolve("runs").resolve(text("run_id"));
    }

    /** The run of the same block and condition that was watched in no way. */
    Optional<RunRow> unobserved(List<RunRow> all) {
        return all.stream()
                .filter(other -> other.text("observation").isEmpty() && sameCondition(other))
                .findFirst();
    }

    private boolean sameCondition(RunRow other) {
        return Stream.of(
                        "block", "variant", "options", "server_cpus", "connections", "session_rate")
                .allMatch(column -> other.text(column).equals(text(column)));
    }
}
