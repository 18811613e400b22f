package webarch.harness.load;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.workload.FileClass;

/**
 * The text of {@code classes.csv}: whether a server treats large files as it treats small ones, a
 * row for each class of the workload.
 */
public final class ClassesCsv {
    private record Row(int number, FileClass files, Outcomes outcomes, Histogram latency) {}

    private static final List<Column<Row>> COLUMNS =
            List.of(
                    new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                    new Column<>("class", Row::number),
                    new Column<>("smallest_bytes", r -> r.files.smallest()),
                    new Column<>("largest_bytes", r -> r.files.largest()),
                    new Column<>("requests", r -> r.outcomes.requests()),
                    new Column<>("replies", r -> r.outcomes.replies()),
                    new Column<>("errors", r -> r.outcomes.errorCount()),
                    new Column<>("errors_timeout", r -> r.outcomes.errors().get(ErrorKind.TIMEOUT)),
                    new Column<>("latency_mean_us", r -> LoadWindow.meanMicros(r.latency)),
                    new Column<>("latency_p50_us", r -> LoadWindow.micros(r.latency, 50)),
                    new Column<>("latency_p90_us", r -> LoadWindow.micros(r.latency, 90)),
                    new Column<>("latency_p99_us", r -> LoadWindow.micros(r.latency, 99)),
                    new Column<>("latency_max_us", r -> LoadWindow.micros(r.latency, 100)));

    private ClassesCsv() {}

    /** Of the files of {@code classes}, as a load's window saw them. */
    public static String text(List<FileClass> classes, LoadWindow window) {
        return Csv.text(
                COLUMNS,
                IntStream.range(0, classes.size())
                        .mapToObj(
                                c ->
                                        new Row(
                                                c,
                                                classes.get(c),
                                                window.totals().classes().get(c),
                                                window.measured().latencyByClass().get(c)))
                        .toList());
    }
}
