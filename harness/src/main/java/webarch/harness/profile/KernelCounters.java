package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts system calls, switches and wake-ups of processes at the kernel's own trace points, with
 * {@code perf stat}: far lighter than tracing every call. Owned by the thread that measures.
 */
final class KernelCounters {
    /** The calls told apart; the rest of all calls is one counter. */
    private static final List<String> CALLS =
            List.of(
                    "recvfrom",
                    "recvmsg",
                    "read",
                    "readv",
                    "sendto",
                    "sendmsg",
                    "write",
                    "writev",
                    "sendfile64",
                    "pread64",
                    "copy_file_range",
                    "newfstat",
                    "openat",
                    "openat2",
                    "accept",
                    "accept4",
                    "shutdown",
                    "close",
                    "getsockopt",
                    "setsockopt",
                    "fcntl",
                    "epoll_wait",
                    "epoll_pwait",
                    "epoll_pwait2",
                    "epoll_ctl",
                    "poll",
                    "futex",
                    "sched_yield",
                    "mmap",
                    "munmap",
                    "madvise",
                    "mprotect",
                    "clock_nanosleep");

    /** Those whose EAGAIN is counted apart. */
    private static final List<String> MAY_BLOCK =
            List.of("recvfrom", "recvmsg", "read", "sendto", "sendmsg", "sendfile64", "accept4");

    private static final String ENTER = "syscalls:sys_enter_";
    private static final String EXIT = "syscalls:sys_exit_";
    private static final String ALL_CALLS = "raw_syscalls:sys_enter";

    /** Named here as in the table, with what perf calls them. */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "context_switches", "context-switches",
                    "cpu_migrations", "cpu-migrations",
                    "wakings_issued", "sched:sched_waking",
                    "page_faults", "page-faults");

    private final Path folder;
    private final Map<String, String> together = new LinkedHashMap<>();
    private final Map<String, String> filtered = new LinkedHashMap<>();
    private Perf stat;
    private Perf sendfile;

    /** Pipes and results are in {@code folder} meanwhile. */
    KernelCounters(Path folder) {
        this.folder = folder;
    }

    /** Prepares to count; takes a moment. */
    void launch(List<Long> processes) throws IOException {
        choose(known());
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "stat",
                                "-x",
                                ",",
                                "-o",
                                statFile(),
                                "-e",
                                "{" + String.join(",", together.values()) + "}"));
        filtered.values()
                .forEach(event -> words.addAll(List.of("-e", event, "--filter", "ret == -11")));
        stat = Perf.launch(words, processes, Files.createDirectory(folder.resolve("stat")));
        sendfile =
                Perf.launch(
                        List.of(
                                "record",
                                "-q",
                                "-e",
                                EXIT + "sendfile64",
                                "--filter",
                                "ret > 0",
                                "-o",
                                sendfileFile()),
                        processes,
                        Files.createDirectory(folder.resolve("sendfile")));
    }

    /**
     * What there is here of what is counted. All that needs no filter is one group, because a group
     * begins at once; events by themselves are enabled one by one in every thread, which takes a
     * tenth of a second on a CPU that is busy with the load.
     */
    private void choose(Set<String> known) {
        for (String call : CALLS) {
            if (known.contains(ENTER + call)) {
                together.put("calls_" + call, ENTER + call);
            }
        }
        together.put("calls_all", ALL_CALLS);
        together.putAll(OTHERS);
        for (String call : MAY_BLOCK) {
            if (known.contains(EXIT + call)) {
                filtered.put("eagain_" + call, EXIT + call);
            }
        }
    }

    /** Returns when it counts. */
    void begin() throws IOException {
        sendfile.enable();
        stat.enable();
    }

    private String statFile() {
        return folder.resolve("stat.csv").toString();
    }

    private String sendfileFile() {
        return folder.resolve("sendfile.data").toString();
    }

    private static Set<String> known() throws IOException {
        Process list =
                new ProcessBuilder("perf", "list", "--no-desc", "syscalls:sys_*")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = reader(list)) {
            return lines.lines()
                    .map(line -> line.strip().split("\\s+", 2)[0])
                    .collect(Collectors.toSet());
        }
    }

    /** In the order of {@link #begin}, so that both count for as long. */
    void end() throws IOException {
        sendfile.disable();
        stat.disable();
    }

    /** What was counted between begin and end. */
    List<Count> counts() throws IOException {
        stat.quit();
        sendfile.quit();
        List<Count> counts = new ArrayList<>(parse(Files.readString(Path.of(statFile()))));
        counts.add(new Count("kernel", "bytes_zero_copied", "B", zeroCopied()));
        return counts;
    }

    /** The lines of {@code perf stat -x,} come in the order of the events. */
    private List<Count> parse(String text) throws IOException {
        List<String> names =
                Stream.of(together, filtered).flatMap(events -> events.keySet().stream()).toList();
        List<String> lines =
                text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        if (lines.size() != names.size()) {
            throw new IOException(
                    "perf stat tells of "
                            + lines.size()
                            + " events where "
                            + names.size()
                            + " were asked for");
        }
        List<Count> counts = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String value = lines.get(line).split(",", 2)[0];
            if (value.matches("[0-9.]+")) {
                counts.add(new Count("kernel", names.get(line), "1", Double.parseDouble(value)));
            }
        }
        return counts;
    }

    private double zeroCopied() throws IOException {
        Process script =
                new ProcessBuilder("perf", "script", "-i", sendfileFile(), "-F", "trace")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = reader(script)) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("0x"))
                    .mapToDouble(Long::decode)
                    .sum();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Removes what is in the folder meanwhile. */
    void close() throws IOException {
        if (stat != null) {
            stat.close();
        }
        if (sendfile != null) {
            sendfile.close();
        }
        for (String name : List.of("stat", "sendfile", "stat.csv", "sendfile.data")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
