package webarch.harness.bench;

import java.util.List;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.workload.RequestLog;

/** {@code syscalls.csv}: a row for each server, kind and name of call. */
final class SyscallsCsv {
    private record Row(String machine, RequestLog log, CallProfile server, CallCount count) {}

    private static final List<Column<Row>> COLUMNS =
            List.of(
                    new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                    new Column<>("machine", Row::machine),
                    new Column<>("workload", row -> row.log.name()),
                    new Column<>("workload_sha256", row -> row.log.sha256()),
                    new Column<>("requests", row -> row.server.requests()),
                    new Column<>("server", row -> row.server.server()),
                    new Column<>("replies_sha256", row -> row.server.repliesSha256()),
                    new Column<>("kind", row -> row.count.kind().label()),
                    new Column<>("system_call", row -> row.count.name()),
                    new Column<>("calls", row -> row.count.calls()),
                    new Column<>(
                            "calls_per_request", row -> row.server.perRequest(row.count.calls())),
                    new Column<>("bytes_per_call", row -> row.count.bytesPerCall()),
                    new Column<>("would_block", row -> row.count.wouldBlock()),
                    new Column<>("failed", row -> row.count.failed()));

    private SyscallsCsv() {}

    static List<String> names() {
        return Csv.names(COLUMNS);
    }

    static String text(String machine, RequestLog log, List<CallProfile> profiles) {
        return Csv.text(
                COLUMNS,
                profiles.stream()
                        .flatMap(
                                profile ->
                                        profile.counts().stream()
                                                .map(c -> new Row(machine, log, profile, c)))
                        .toList());
    }
}
