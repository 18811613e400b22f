package webarch.harness.profile;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
                    "workload",
                    "connections",
                    "session_rate",
                    "storage");

    /** What two runs of a block have in common where only the way of watching them differs. */
    private static final List<String> CONDITION =
            List.of(
                    "block",
                    "variant",
                    "options",
                    "server_cpus",
                    "workload",
                    "connections",
                    "session_rate",
                    "offered_share",
                    "storage");

    private static final String SEPARATOR = "; ";

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

    static <R> List<Column<R>> identity(Function<R, RunRow> run) {
        return IDENTITY.stream()
                .map(name -> new Column<R>(name, row -> run.apply(row).text(name)))
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

    boolean isValid() {
        return !text("valid").equals("false");
    }

    /** Why it is not valid; none if it is. */
    List<String> reasons() {
        String reasons = text("invalid_reason");
        return reasons.isEmpty() ? List.of() : List.of(reasons.split(SEPARATOR));
    }

    /** The valid run of the same block and condition that was watched in no way. */
    Optional<RunRow> unobserved(List<RunRow> all) {
        return all.stream()
                .filter(other -> other.text("observation").isEmpty() && other.isValid())
                .filter(this::sameCondition)
                .findFirst();
    }

    private boolean sameCondition(RunRow other) {
        return CONDITION.stream().allMatch(column -> other.text(column).equals(text(column)));
    }
}
