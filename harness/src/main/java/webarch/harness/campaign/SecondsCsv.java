package webarch.harness.campaign;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of {@code seconds.csv}. */
final class SecondsCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "second",
                    "phase",
                    "replies",
                    "errors",
                    "received_bytes",
                    "server_cpu_s",
                    "load_cpu_s",
                    "latency_mean_us");

    private SecondsCsv() {}

    static String text(List<Second> seconds) {
        return seconds.stream()
                .map(SecondsCsv::row)
                .collect(Collectors.joining("", Csv.line(COLUMNS), ""));
    }

    private static String row(Second second) {
        return Csv.line(
                Stream.of(
                                second.end(),
                                second.phase().name().toLowerCase(Locale.ROOT),
                                second.replies(),
                                second.errors(),
                                second.receivedBytes(),
                                second.serverCpuSeconds(),
                                second.loadCpuSeconds(),
                                second.latencyMeanMicros())
                        .map(Cell::text)
                        .toList());
    }
}
