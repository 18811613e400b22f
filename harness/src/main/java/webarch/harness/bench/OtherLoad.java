package webarch.harness.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import webarch.harness.measure.CpuList;
import webarch.harness.subject.Program;
import webarch.harness.workload.Export;

/**
 * A load generator that is not ours, asked for replies per second, and latency where it tells the
 * mean.
 *
 * @param name for people
 * @param program empty where it is not installed
 * @param words its command line behind the program's path
 * @param printed what it prints, with the groups {@code replies}, {@code seconds} if these are not
 *     replies per second, and {@code latency} in microseconds if it tells
 */
record OtherLoad(String name, Optional<Path> program, List<String> words, Pattern printed) {
    private static final Pattern WRK = Pattern.compile("Requests/sec:\\s*(?<replies>[0-9.]+)");
    private static final Pattern HTTPERF =
            Pattern.compile("replies (?<replies>\\d+) test-duration (?<seconds>[0-9.]+) s");
    private static final Pattern HYPERFOIL =
            Pattern.compile(
                    "replies_per_s (?<replies>[0-9.]+)\\nreplies \\d+\\nerrors 0\\n"
                            + "latency_mean_us (?<latency>[0-9.]+)\\n");

    /** What it tells of its run; a latency that it does not tell is NaN. */
    record Told(double repliesPerSecond, double latencyMicros) {}

    /** A closed loop of {@code connections} for so many seconds. */
    static OtherLoad wrk(InetSocketAddress server, int connections, long seconds, Path script) {
        return new OtherLoad(
                "wrk",
                Program.find("wrk"),
                List.of(
                        "--script",
                        script.toString(),
                        "--threads",
                        "1",
                        "--connections",
                        Integer.toString(connections),
                        "--duration",
                        seconds + "s",
                        "http://127.0.0.1:" + server.getPort()),
                WRK);
    }

    /** So many sessions at a rate per second. */
    static OtherLoad httperf(InetSocketAddress server, long sessions, double rate, Path log) {
        return new OtherLoad(
                "httperf",
                Program.find("httperf"),
                List.of(
                        "--hog",
                        "--server=127.0.0.1",
                        "--port=" + server.getPort(),
                        "--wsesslog=" + sessions + ",0," + log,
                        "--rate=" + rate,
                        "--timeout=10"),
                HTTPERF);
    }

    /** A closed loop of {@code users} for so many seconds, in a JVM that has to get warm before. */
    static OtherLoad hyperfoil(
            Path script, InetSocketAddress server, int users, long seconds, Path benchmark) {
        return new OtherLoad(
                "hyperfoil",
                Optional.of(script),
                List.of(
                        benchmark.toString(),
                        "URL=http://127.0.0.1:" + server.getPort(),
                        "USERS=" + users,
                        "WARMUP=3s",
                        "DURATION=" + seconds + "s"),
                HYPERFOIL);
    }

    boolean installed() {
        return program.isPresent();
    }

    /** Runs it on {@code cpus}. */
    Told run(CpuList cpus) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cpus.toString()));
        command.add(program.orElseThrow().toString());
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = printed.matcher(output);
            if (process.waitFor() != 0 || !matcher.find()) {
                throw new IOException(name + " failed: " + output.strip());
            }
            double seconds = value(matcher, "seconds", 1);
            return new Told(
                    value(matcher, "replies", Double.NaN) / seconds,
                    value(matcher, "latency", Double.NaN));
        } finally {
            process.destroyForcibly();
        }
    }

    private static double value(Matcher matcher, String group, double otherwise) {
        return matcher.namedGroups().containsKey(group)
                ? Double.parseDouble(matcher.group(group))
                : otherwise;
    }

    /** The file that such a program reads. */
    static Path write(Export export, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            export.write(out);
        }
        return file;
    }
}
