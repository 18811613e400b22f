package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The CPU time of each stack that was sampled, in nanoseconds. As text, the collapsed format: a
 * stack a line, its frames from the outside in with {@code ;} between them, a blank, the number.
 *
 * <pre>{@code
 * [userver-loop tid=0];webarch/server/event/EventLoop.run_[j];…;tcp_sendmsg_[k] 1000000
 * }</pre>
 */
record Samples(Map<Stack, Long> nanos) {
    static final Samples NONE = new Samples(Map.of());

    /** Reads what async-profiler writes; lines that differ in numbers of threads are added up. */
    static Samples read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(lines, file);
        }
    }

    static Samples readCompressed(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return read(lines, file);
        }
    }

    private static Samples read(BufferedReader lines, Path file) throws IOException {
        Map<Stack, Long> nanos = new LinkedHashMap<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            int blank = line.lastIndexOf(' ');
            if (blank <= 0 || !line.substring(blank + 1).matches("[0-9]{1,18}")) {
                throw new IOException(
                        file + ":" + number + ": not a stack with a number behind it: " + line);
            }
            nanos.merge(
                    Stack.parse(line.substring(0, blank)),
                    Long.valueOf(line.substring(blank + 1)),
                    Long::sum);
        }
        return new Samples(nanos);
    }

    /** Those of two processes together. */
    Samples plus(Samples other) {
        Map<Stack, Long> sum = new LinkedHashMap<>(nanos);
        other.nanos.forEach((stack, more) -> sum.merge(stack, more, Long::sum));
        return new Samples(sum);
    }

    void writeCompressed(Path file) throws IOException {
        try (Writer text =
                new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)),
                        StandardCharsets.UTF_8)) {
            for (Map.Entry<Stack, Long> entry : nanos.entrySet()) {
                text.write(entry.getKey().text() + " " + entry.getValue() + "\n");
            }
        }
    }

    /** CPU time of all of them. */
    long total() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    /** CPU time in the kernel: of the stacks whose leaf is there. */
    long kernel() {
        return nanos.entrySet().stream()
                .filter(entry -> entry.getKey().inKernel())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
