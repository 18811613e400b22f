package webarch.harness.profile;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** {@code counters.csv}: a row for each counter of each run of a campaign in which was counted. */
public final class CountersCsv {
    public static final String FILE = "counters.csv";

    /** Of the window in which a source has counted; those of {@link #LOAD} are for all without. */
    static final String REQUESTS = "requests";

    private static final String LOAD = "load";

    /** The columns of a run's own file. */
    static final List<Column<Count>> OF_RUN =
            List.of(
                    new Column<>("source", Count::source),
                    new Column<>("counter", Count::counter),
                    new Column<>("unit", Count::unit),
                    new Column<>("value", Count::value));

    /** A counter of a run, with the requests of the window in which it was counted. */
    record Row(RunRow run, Count count, double requests) {}

    static final List<Column<Row>> COLUMNS =
            Stream.of(RunRow.<Row>identity(Row::run), counter()).flatMap(List::stream).toList();

    private CountersCsv() {}

    /** The table of the campaign in {@code folder}. */
    public static String text(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (RunRow run : RunRow.of(folder)) {
            Path file = run.folder(folder).resolve(Counting.FILE);
            if (Files.exists(file)) {
                List<Count> counts = read(file);
                Map<String, Double> requests =
                        counts.stream()
                                .filter(count -> count.counter().equals(REQUESTS))
                                .collect(Collectors.toMap(Count::source, Count::value));
                double ofLoad = requests.getOrDefault(LOAD, 0.0);
                counts.forEach(
                        count ->
                                rows.add(
                                        new Row(
                                                run,
                                                count,
                                                requests.getOrDefault(count.source(), ofLoad))));
            }
        }
        return Csv.text(COLUMNS, rows);
    }

    private static List<Count> read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Csv.FORMAT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)
                    .stream()
                    .map(CountersCsv::count)
                    .toList();
        }
    }

    private static Count count(CSVRecord cells) {
        return new Count(
                cells.get("source"),
                cells.get("counter"),
                cells.get("unit"),
                Double.parseDouble(cells.get("value")));
    }

    private static List<Column<Row>> counter() {
        return List.of(
                new Column<>("source", row -> row.count.source()),
                new Column<>("counter", row -> row.count.counter()),
                new Column<>("unit", row -> row.count.unit()),
                new Column<>("value", row -> row.count.value()),
                new Column<>("per_request", row -> row.count.value() / row.requests),
                new Column<>("valid", row -> isValid(row.run)));
    }

    /** What could not be counted has no row, and takes nothing from what could. */
    private static boolean isValid(RunRow run) {
        return run.isValid()
                || (!run.reasons().isEmpty()
                        && run.reasons().stream()
                                .allMatch(reason -> reason.startsWith(Counting.INCOMPLETE)));
    }
}
