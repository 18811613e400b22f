package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up what system calls of processes answer: bytes of {@code sendfile}, events of {@code
 * epoll_wait}. A number that answers vary in cannot be counted, so {@code perf record} notes each
 * answer above 0. Owned by the thread that measures.
 */
final class ReturnValues {
    private static final String EXIT = "syscalls:sys_exit_";

    /** As in {@code syscalls:sys_exit_sendfile64: 0x4000}. */
    private static final Pattern ANSWER =
            Pattern.compile("\\s*" + EXIT + "(\\w+):\\s+(0x[0-9a-f]+)\\s*");

    /** The answers above 0 of one call: how many there were, and all of them together. */
    record Of(long number, long sum) {
        static final Of NONE = new Of(0, 0);

        Of plus(Of other) {
            return new Of(number + other.number, sum + other.sum);
        }
    }

    private final Perf perf;
    private final Path pipes;
    private final Path data;

    private ReturnValues(Perf perf, Path pipes, Path data) {
        this.perf = perf;
        this.pipes = pipes;
        this.data = data;
    }

    /** Prepares; pipes and results are in {@code folder} meanwhile. */
    static ReturnValues launch(List<String> calls, List<Long> processes, Path folder)
            throws IOException {
        Path pipes = Files.createDirectory(folder.resolve("returned"));
        Path data = folder.resolve("returned.data");
        List<String> words = new ArrayList<>(List.of("record", "-q", "-o", data.toString()));
        words.addAll(Perf.of(processes));
        calls.forEach(call -> words.addAll(List.of("-e", EXIT + call, "--filter", "ret > 0")));
        return new ReturnValues(Perf.launch(words, pipes), pipes, data);
    }

    /** Returns when it takes notes. */
    void enable() throws IOException {
        perf.enable();
    }

    /** Returns when it takes no more. */
    void disable() throws IOException {
        perf.disable();
    }

    /** By call; without those that never answered anything above 0. Asked for once. */
    Map<String, Of> values() throws IOException {
        perf.quit();
        return Perf.script(data, List.of("-F", "event,trace"), ReturnValues::parse);
    }

    static Map<String, Of> parse(BufferedReader lines) throws IOException {
        Map<String, Of> values = new TreeMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher answer = ANSWER.matcher(line);
            if (answer.matches()) {
                values.merge(answer.group(1), new Of(1, Long.decode(answer.group(2))), Of::plus);
            }
        }
        return values;
    }

    /** Removes what is in the folder meanwhile. */
    void close() throws IOException {
        perf.close();
        Files.deleteIfExists(pipes);
        Files.deleteIfExists(data);
    }
}
