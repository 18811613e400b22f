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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Those that wait for events; what they answer is the number of events. */
    private static final List<String> AWAIT_EVENTS =
            List.of("epoll_wait", "epoll_pwait", "epoll_pwait2");

    /** What sendfile has moved. */
    static final String BYTES_ZERO_COPIED = "bytes_zero_copied";

    private static final String SENDFILE = "sendfile64";
    static final String ENTER = "syscalls:sys_enter_";
    private static final String EXIT = "syscalls:sys_exit_";
    private static final String ALL_CALLS = "raw_syscalls:sys_enter";

    /** Named here as in the table, with what perf calls them. */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "context_switches", "context-switches",
                    "cpu_migrations", "cpu-migrations",
                    "wakings_issued", "sched:sched_waking",
                    "page_faults", "page-faults");

    /** Of the processor, which a virtual machine often does not have; then they are not counted. */
    private static final Map<String, String> OF_THE_PROCESSOR =
            Map.of(
                    "cache_misses", "cache-misses",
                    "instructions", "instructions");

    /** Of the descriptors of a perf, for what is not an event. */
    private static final int RESERVE = 256;

    /**
     * What is counted under a name.
     *
     * @param grouped whether it begins at once with all others that are
     * @param filter which of them are counted; empty for all
     */
    private record Event(String name, String event, boolean grouped, String filter) {
        static Event grouped(String name, String event) {
            return new Event(name, event, true, "");
        }

        static Event filtered(String name, String event, String filter) {
            return new Event(name, event, false, filter);
        }

        List<String> words() {
            return filter.isEmpty()
                    ? List.of("-e", event)
                    : List.of("-e", event, "--filter", filter);
        }
    }

    /** One perf and what it counts, in the order of its lines. */
    private record Stat(List<Event> events, Path file, Perf perf) {}

    private final Path folder;
    private final List<Stat> stats = new ArrayList<>();

    /** The calls whose answers are added up. */
    private List<String> returning = List.of();

    private ReturnValues returned;

    /** Pipes and results are in {@code folder} meanwhile. */
    KernelCounters(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares to count; takes a moment. Each event of each of the {@code threads} takes a
     * descriptor, so that a thousand threads need more than one perf.
     *
     * @throws IOException if there is no perf, or it is not permitted
     */
    void launch(List<Long> processes, int threads) throws IOException {
        Perf.requireHere();
        // Without the trace points perf would count what is left, and say nothing.
        Optional<KernelAccess.Lack> lack = KernelAccess.here().missingForCounts();
        if (lack.isPresent()) {
            throw new IOException(lack.get().toString());
        }
        Set<String> known = known();
        List<Event> all = choose(known);
        int most = Math.clamp((Descriptors.now().limit() - RESERVE) / threads, 1, all.size());
        for (int from = 0; from < all.size(); from += most) {
            launch(all.subList(from, Math.min(from + most, all.size())), processes);
        }
        returning =
                Stream.concat(Stream.of(SENDFILE), AWAIT_EVENTS.stream())
                        .filter(call -> known.contains(EXIT + call))
                        .toList();
        returned = ReturnValues.launch(returning, processes, folder);
    }

    /**
     * Most is one group, because a group begins at once; events by themselves are enabled one by
     * one in every thread, which takes a tenth of a second on a CPU that is busy with the load. An
     * event with a filter cannot be in a group, and one that this machine lacks would leave the
     * group without a count.
     */
    private void launch(List<Event> events, List<Long> processes) throws IOException {
        Path pipes = Files.createDirectory(folder.resolve("stat" + stats.size()));
        Path file = folder.resolve("stat" + stats.size() + ".csv");
        List<String> words = new ArrayList<>(List.of("stat", "-x", ",", "-o", file.toString()));
        words.addAll(Perf.of(processes));
        String group =
                events.stream()
                        .filter(Event::grouped)
                        .map(Event::event)
                        .collect(Collectors.joining(","));
        if (!group.isEmpty()) {
            words.addAll(List.of("-e", "{" + group + "}"));
        }
        events.stream().filter(e -> !e.grouped).forEach(e -> words.addAll(e.words()));
        stats.add(new Stat(events, file, Perf.launch(words, pipes)));
    }

    /** What there is here of what is counted, the group first. */
    private static List<Event> choose(Set<String> known) {
        List<Event> all = new ArrayList<>();
        for (String call : CALLS) {
            if (known.contains(ENTER + call)) {
                all.add(Event.grouped("calls_" + call, ENTER + call));
            }
        }
        all.add(Event.grouped("calls_all", ALL_CALLS));
        OTHERS.forEach((name, event) -> all.add(Event.grouped(name, event)));
        for (String call : MAY_BLOCK) {
            if (known.contains(EXIT + call)) {
                all.add(Event.filtered("eagain_" + call, EXIT + call, "ret == -11"));
            }
        }
        OF_THE_PROCESSOR.forEach((name, event) -> all.add(Event.filtered(name, event, "")));
        return all;
    }

    /** Returns when it counts. */
    void begin() throws IOException {
        returned.enable();
        for (Stat stat : stats) {
            stat.perf.enable();
        }
    }

    /** The trace points of system calls that there are here. */
    static Set<String> known() throws IOException {
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
        returned.disable();
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
        Map<String, ReturnValues.Of> values = returned.values();
        if (returning.contains(SENDFILE)) {
            counts.add(
                    new Count(
                            "kernel",
                            BYTES_ZERO_COPIED,
                            "B",
                            (double) values.getOrDefault(SENDFILE, ReturnValues.Of.NONE).sum()));
        }
        long returns = 0;
        long events = 0;
        for (String call : AWAIT_EVENTS) {
            ReturnValues.Of of = values.getOrDefault(call, ReturnValues.Of.NONE);
            returns += of.number();
            events += of.sum();
        }
        counts.add(new Count("kernel", "epoll_returns", "1", (double) returns));
        counts.add(new Count("kernel", "epoll_events", "1", (double) events));
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
        if (returned != null) {
            returned.close();
        }
    }
}
