package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import webarch.harness.UsageException;

/**
 * Counts, thread by thread, how often processes make some system calls: at the kernel's own trace
 * points, with {@code perf stat}, which is light enough to count under load. Owned by the thread
 * that measures.
 */
public final class ThreadCalls implements AutoCloseable {
    private static final String FUTEX = KernelCounters.ENTER + "futex";

    private final Perf perf;
    private final Path folder;

    private ThreadCalls(Perf perf, Path folder) {
        this.perf = perf;
        this.folder = folder;
    }

    /** Refuses a machine without perf, or one where this user may not count. */
    public static void require() throws IOException {
        if (!Perf.isHere()) {
            throw new UsageException("perf is not installed; ./setup.sh --peers installs it");
        }
        if (!KernelCounters.known().contains(FUTEX)) {
            throw new UsageException(
                    "perf may not count system calls here: it needs root and the kernel's tracefs");
        }
    }

    /**
     * Prepares to count in the threads that the processes have now; takes a moment.
     *
     * @param calls by their names in the kernel; those that this machine does not have are left out
     * @param folder where pipes and results are meanwhile
     */
    public static ThreadCalls launch(Set<String> calls, List<Long> processes, Path folder)
            throws IOException {
        Set<String> known = KernelCounters.known();
        List<String> words = new ArrayList<>();
        words.addAll(List.of("stat", "--per-thread", "--no-inherit", "-x", ","));
        words.addAll(List.of("-o", result(folder).toString()));
        words.addAll(Perf.of(processes));
        for (String call : calls) {
            if (known.contains(KernelCounters.ENTER + call)) {
                words.addAll(List.of("-e", KernelCounters.ENTER + call));
            }
        }
        return new ThreadCalls(Perf.launch(words, folder), folder);
    }

    private static Path result(Path folder) {
        return folder.resolve("threads.csv");
    }

    /** Returns when it counts. */
    public void begin() throws IOException {
        perf.enable();
    }

    /** Returns when it counts no more. */
    public void end() throws IOException {
        perf.disable();
    }

    /** Between begin and end: for each thread its calls by name, without those it did not make. */
    public List<Map<String, Long>> counts() throws IOException {
        perf.quit();
        return parse(Files.readString(result(folder)));
    }

    /** Lines as {@code event-loop-1-4711,250,,syscalls:sys_enter_futex,…}. */
    static List<Map<String, Long>> parse(String text) {
        Map<String, Map<String, Long>> threads = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length > 3 && cells[3].startsWith(KernelCounters.ENTER)) {
                Map<String, Long> calls =
                        threads.computeIfAbsent(cells[0], _ -> new LinkedHashMap<>());
                // A thread that never ran has no number.
                if (cells[1].matches("[1-9][0-9]*")) {
                    calls.put(
                            cells[3].substring(KernelCounters.ENTER.length()),
                            Long.valueOf(cells[1]));
                }
            }
        }
        return List.copyOf(threads.values());
    }

    @Override
    public void close() throws IOException {
        perf.close();
        Files.deleteIfExists(result(folder));
    }
}
