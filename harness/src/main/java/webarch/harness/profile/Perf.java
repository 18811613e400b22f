package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A running perf(1) that watches processes, and is told through a pipe when to begin and to end.
 *
 * <pre>
 * launched, not yet counting ──enable──► counting ──disable──► not counting ──quit──► output complete
 * </pre>
 *
 * Owned by the thread that measures.
 */
final class Perf implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 200_000;

    private final Process process;
    private final Path folder;
    private final Path log;
    private final Duration patience;

    /**
     * One that runs already.
     *
     * @param folder with its pipes
     * @param log what it says
     * @param patience how long it may take to do what it is told
     */
    Perf(Process process, Path folder, Path log, Duration patience) {
        this.process = process;
        this.folder = folder;
        this.log = log;
        this.patience = patience;
    }

    /**
     * Name and version.
     *
     * @throws IOException if it is not installed
     */
    static String version() throws IOException {
        try {
            Process perf = new ProcessBuilder("perf", "--version").start();
            String said =
                    new String(perf.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return said.replace(" version", "").strip();
        } catch (IOException absent) {
            throw new IOException("perf is not installed (./setup.sh --peers installs it)", absent);
        }
    }

    /** Nothing where it is installed. */
    static void requireHere() throws IOException {
        if (version().isEmpty()) {
            throw new IOException("perf does not say its version");
        }
    }

    static boolean isHere() {
        try {
            requireHere();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** What makes perf watch these processes with all their threads. */
    static List<String> of(List<Long> processes) {
        return List.of("-p", ids(processes));
    }

    /** As perf takes them. */
    static String ids(List<Long> processes) {
        return processes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * Launches {@code perf WORDS}, which waits to be told to begin. Its pipes are in {@code folder}
     * while it runs.
     */
    static Perf launch(List<String> words, Path folder) throws IOException {
        makePipe(folder.resolve("perf.control"));
        makePipe(folder.resolve("perf.answer"));
        Path log = folder.resolve("perf.log");
        List<String> all = new ArrayList<>(List.of("perf"));
        all.addAll(words);
        all.addAll(
                List.of(
                        "-D",
                        "-1",
                        "--control",
                        "fifo:"
                                + folder.resolve("perf.control")
                                + ","
                                + folder.resolve("perf.answer")));
        Process process =
                new ProcessBuilder(all)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new Perf(process, folder, log, PATIENCE);
    }

    private static void makePipe(Path pipe) throws IOException {
        Files.deleteIfExists(pipe);
        try {
            if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
                throw new IOException(pipe + ": mkfifo failed");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException(pipe + ": interrupted");
        }
    }

    /** What to make of lines. */
    @FunctionalInterface
    interface Reading<T> {
        T read(BufferedReader lines) throws IOException;
    }

    /** Of what {@code perf script -i DATA WORDS} prints. */
    static <T> T script(Path data, List<String> words, Reading<T> reading) throws IOException {
        List<String> all = new ArrayList<>(List.of("perf", "script", "-i", data.toString()));
        all.addAll(words);
        Process script =
                new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = script.inputReader(StandardCharsets.ISO_8859_1)) {
            return reading.read(lines);
        } finally {
            script.destroy();
        }
    }

    /** Returns when it counts. */
    void enable() throws IOException {
        tell("enable");
    }

    /** Returns when it counts no more. */
    void disable() throws IOException {
        tell("disable");
    }

    /**
     * Returns when it has ended, and its output is complete.
     *
     * @throws IOException if it does not end
     */
    void quit() throws IOException {
        // It writes nothing when it is ended by SIGTERM.
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("perf does not end: " + lastLine());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while perf ends");
        }
    }

    private void tell(String word) throws IOException {
        // Opened for both directions, which never waits for the other end.
        try (RandomAccessFile control = open("perf.control");
                RandomAccessFile answers = open("perf.answer");
                FileInputStream answer = new FileInputStream(answers.getFD())) {
            control.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            awaitAnswer(answer);
        }
    }

    private RandomAccessFile open(String pipe) throws IOException {
        return new RandomAccessFile(folder.resolve(pipe).toFile(), "rw");
    }

    private void awaitAnswer(FileInputStream answer) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (answer.available() == 0) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("perf does not answer: " + lastLine());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        answer.readNBytes(answer.available());
    }

    private String lastLine() throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        for (String name : List.of("perf.control", "perf.answer", "perf.log")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
