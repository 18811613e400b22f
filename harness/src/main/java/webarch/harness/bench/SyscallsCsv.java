package webarch.harness.bench;

import java.util.List;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.workload.RequestLog;

/** {@code syscalls.csv}: a row for each server, kind and name of call. */
final class SyscallsCsv {
    private static final int SCHEMA_VERSION = 1;

    private record Row(String machine, RequestLog log, CallProfile server, CallCount count) {}

    private static final CsvColumns<Row> COLUMNS =
            new CsvColumns<Row>()
                    .add("schema_version", _ -> SCHEMA_VERSION)
                    .add("machine", Row::machine)
                    .add("workload", row -> row.log.name())
                    .add("workload_sha256", row -> row.log.sha256())
                    .add("requests", row -> row.server.requests())
                    .add("server", row -> row.server.server())
                    .add("replies_sha256", row -> row.server.repliesSha256())
                    .add("kind", row -> row.count.kind().label())
                    .add("system_call", row -> row.count.name())
                    .add("calls", row -> row.count.calls())
                    .add("calls_per_request", row -> row.server.perRequest(row.count.calls()))
                    .add("bytes_per_call", row -> row.count.bytesPerCall())
                    .add("would_block", row -> row.count.wouldBlock())
                    .add("failed", row -> row.count.failed());

    private SyscallsCsv() {}

    static List<String> names() {
        return COLUMNS.names();
    }

    static String text(String machine, RequestLog log, List<CallProfile> profiles) {
        return COLUMNS.text(
                profiles.stream()
                        .flatMap(
                                profile ->
                                        profile.counts().stream()
                                                .map(c -> new Row(machine, log, profile, c)))
                        .toList());
    }
}
