package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import webarch.harness.measure.Descriptors;

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

    /** Of the descriptors of a perf, for what is not an event. */
    private static final int RESERVE = 256;

    /**
     * What is counted under a name.
     *
     * @param eagain whether only calls that answered EAGAIN are
     */
    private record Event(String name, String event, boolean eagain) {}

    /** One perf and what it counts, in the order of its lines. */
    private record Stat(List<Event> events, Path file, Perf perf) {}

    private final Path folder;
    private final List<Stat> stats = new ArrayList<>();
    private Perf sendfile;

    /** Pipes and results are in {@code folder} meanwhile. */
    KernelCounters(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares to count; takes a moment. Each event of each of the {@code threads} takes a
     * descriptor, so that a thousand threads need more than one perf.
     */
    void launch(List<Long> processes, int threads) throws IOException {
        List<Event> all = choose(known());
        int most = Math.clamp((Descriptors.now().limit() - RESERVE) / threads, 1, all.size());
        for (int from = 0; from < all.size(); from += most) {
            launch(all.subList(from, Math.min(from + most, all.size())), processes);
        }
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
     * All that needs no filter is one group, because a group begins at once; events by themselves
     * are enabled one by one in every thread, which takes a tenth of a second on a CPU that is busy
     * with the load.
     */
    private void launch(List<Event> events, List<Long> processes) throws IOException {
        Path pipes = Files.createDirectory(folder.resolve("stat" + stats.size()));
        Path file = folder.resolve("stat" + stats.size() + ".csv");
        List<String> words = new ArrayList<>(List.of("stat", "-x", ",", "-o", file.toString()));
        String group =
                events.stream()
                        .filter(event -> !event.eagain)
                        .map(Event::event)
                        .collect(Collectors.joining(","));
        if (!group.isEmpty()) {
            words.addAll(List.of("-e", "{" + group + "}"));
        }
        events.stream()
                .filter(Event::eagain)
                .forEach(e -> words.addAll(List.of("-e", e.event, "--filter", "ret == -11")));
        stats.add(new Stat(events, file, Perf.launch(words, processes, pipes)));
    }

    /** What there is here of what is counted, that with a filter at the end. */
    private static List<Event> choose(Set<String> known) {
        List<Event> all = new ArrayList<>();
        for (String call : CALLS) {
            if (known.contains(ENTER + call)) {
                all.add(new Event("calls_" + call, ENTER + call, false));
            }
        }
        all.add(new Event("calls_all", ALL_CALLS, false));
        OTHERS.forEach((name, event) -> all.add(new Event(name, event, false)));
        for (String call : MAY_BLOCK) {
            if (known.contains(EXIT + call)) {
                all.add(new Event("eagain_" + call, EXIT + call, true));
            }
        }
        return all;
    }

    /** Returns when it counts. */
    void begin() throws IOException {
        sendfile.enable();
        for (Stat stat : stats) {
            stat.perf.enable();
        }
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
        for (Stat stat : stats) {
            stat.perf.disable();
        }
    }

    /** What was counted between begin and end. */
    List<Count> counts() throws IOException {
        List<Count> counts = new ArrayList<>();
        for (Stat stat : stats) {
            stat.perf.quit();
            counts.addAll(parse(Files.readString(stat.file), stat.events));
        }
        sendfile.quit();
        counts.add(new Count("kernel", "bytes_zero_copied", "B", zeroCopied()));
        return counts;
    }

    /** The lines of {@code perf stat -x,} come in the order of the events. */
    private static List<Count> parse(String text, List<Event> events) throws IOException {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        if (lines.size() != events.size()) {
            throw new IOException(
                    "perf stat tells of "
                            + lines.size()
                            + " events where "
                            + events.size()
                            + " were asked for");
        }
        List<Count> counts = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String value = lines.get(line).split(",", 2)[0];
            if (value.matches("[0-9.]+")) {
                String name = events.get(line).name;
                counts.add(new Count("kernel", name, "1", Double.parseDouble(value)));
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
        for (int i = 0; i < stats.size(); i++) {
            stats.get(i).perf.close();
            Files.deleteIfExists(folder.resolve("stat" + i));
            Files.deleteIfExists(stats.get(i).file);
        }
        if (sendfile != null) {
            sendfile.close();
        }
        Files.deleteIfExists(folder.resolve("sendfile"));
        Files.deleteIfExists(folder.resolve("sendfile.data"));
    }
}
