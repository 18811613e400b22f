package webarch.harness.campaign;

import java.util.List;
import java.util.Locale;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/** The text of {@code seconds.csv}. */
final class SecondsCsv {
    private static final List<Column<Second>> COLUMNS =
            List.of(
                    new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                    new Column<>("second", Second::end),
                    new Column<>("phase", s -> s.phase().name().toLowerCase(Locale.ROOT)),
                    new Column<>("replies", Second::replies),
                    new Column<>("errors", Second::errors),
                    new Column<>("received_bytes", Second::receivedBytes),
                    new Column<>("server_cpu_s", Second::serverCpuSeconds),
                    new Column<>("load_cpu_s", Second::loadCpuSeconds),
                    new Column<>("latency_mean_us", Second::latencyMeanMicros));

    private SecondsCsv() {}

    static String text(List<Second> seconds) {
        return Csv.text(COLUMNS, seconds);
    }
}
