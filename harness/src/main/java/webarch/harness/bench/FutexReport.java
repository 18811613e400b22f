package webarch.harness.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.workload.RequestLog;

/** What {@code bench syscalls --server-cpus} prints, and {@code futexes.csv}. */
record FutexReport(
        List<FutexCount> counts,
        Placement placement,
        RequestLog log,
        int connections,
        String machine) {

    static List<Column<FutexCount>> columns(
            String machine, Placement placement, RequestLog log, int connections) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> machine),
                new Column<>("workload", _ -> log.name()),
                new Column<>("workload_sha256", _ -> log.sha256()),
                new Column<>("server_cpus", _ -> placement.serverCpus()),
                new Column<>("load_cpus", _ -> placement.loadCpus()),
                new Column<>("connections", _ -> connections),
                new Column<>("server", count -> count.subject().server()),
                new Column<>("options", count -> count.subject().options()),
                new Column<>("threads", FutexCount::threads),
                new Column<>("requests", FutexCount::requests),
                new Column<>("calls", FutexCount::calls),
                new Column<>("calls_per_request", FutexCount::perRequest),
                new Column<>("excepted", FutexCount::excepted),
                new Column<>("holds", FutexCount::holds));
    }

    String csv() {
        return Csv.text(columns(machine, placement, log, connections), counts);
    }

    boolean holds() {
        return counts.stream().allMatch(FutexCount::holds);
    }

    String text() {
        return table().text() + "\n" + remarks();
    }

    /** As it stands in {@code data/BENCHMARKS.md}. */
    String markdown() {
        return table().markdown() + "\n" + remarks();
    }

    private Table table() {
        Table table =
                new Table(List.of("server", "threads", "requests", "futex/request", "verdict"));
        for (FutexCount count : counts) {
            table.row(
                    List.of(
                            count.subject().name(),
                            Integer.toString(count.threads()),
                            String.format(Locale.ROOT, "%,d", count.requests()),
                            String.format(Locale.ROOT, "%.4f", count.perRequest()),
                            count.verdict()));
        }
        return table;
    }

    private String remarks() {
        String above =
                counts.stream()
                        .filter(count -> !count.holds())
                        .map(count -> count.subject().name())
                        .collect(Collectors.joining(", "));
        String verdict = above.isEmpty() ? "are at most" : "are NOT AT MOST";
        return String.format(
                Locale.ROOT,
                "%s, %d clients, server on CPU %s, load on CPU %s; %s.%n"
                        + "futex calls on the data path %s %s a request%s.%n",
                log.name(),
                connections,
                placement.serverCpus(),
                placement.loadCpus(),
                machine,
                verdict,
                FutexCount.MOST,
                above.isEmpty() ? "" : ": " + above);
    }
}
