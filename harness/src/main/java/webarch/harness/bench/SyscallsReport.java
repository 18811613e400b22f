package webarch.harness.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.workload.RequestLog;

/** What {@code bench syscalls} prints: the table, how it was made, the verdict. */
record SyscallsReport(
        List<CallProfile> profiles,
        Agreement agreement,
        RequestLog log,
        int directories,
        long seed,
        String machine) {

    String text() {
        return SyscallsTable.of(profiles).text() + "\n" + conditions() + "\n" + verdict();
    }

    /** As it stands in {@code servers/README.md}. */
    String markdown() {
        return SyscallsTable.of(profiles).markdown() + "\n" + conditions() + ".\n" + verdict();
    }

    private String conditions() {
        return String.format(
                Locale.ROOT,
                "%d requests of %s (%d directory, seed %d), one after the other on one connection;"
                        + " %s",
                log.size(),
                log.name(),
                directories,
                seed,
                machine);
    }

    private String verdict() {
        String names =
                profiles.stream()
                        .filter(CallProfile::compared)
                        .map(CallProfile::server)
                        .collect(Collectors.joining(", "));
        if (agreement.holds()) {
            return String.format(
                    Locale.ROOT,
                    "Agree within %.0f %% in data path calls by name and in bytes per call, with the"
                            + " same replies byte for byte: %s.%n",
                    100 * Agreement.TOLERANCE,
                    names);
        }
        return "DO NOT AGREE: "
                + names
                + "\n"
                + agreement.differences().stream()
                        .map(difference -> "  " + difference + "\n")
                        .collect(Collectors.joining());
    }
}
