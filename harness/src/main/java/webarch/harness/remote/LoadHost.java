package webarch.harness.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A load host as the runner sees it: a command, which is the connection to an agent there. Orders
 * go into its standard input, answers come from its standard output. Owned by the thread that
 * measures; a thread of its own reads, so that an answer can be waited for for a limited time.
 */
final class LoadHost implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(15);

    /** Of words in a command: {@code me@node}, and what has a letter or a dot beside digits. */
    private static final Pattern NAME =
            Pattern.compile("[^/=]*@[^/=]+|(?=.*[A-Za-z.])(?=.*[\\d.])[\\w.-]+");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final int number;
    private final Pattern names;
    private final Process connection;
    private final PrintWriter orders;
    private final Thread complaints;
    private final BlockingQueue<Line> answers = new LinkedBlockingQueue<>();
    private volatile String lastComplaint = "";

    /**
     * A line of an answer.
     *
     * @param text null where the connection has ended
     * @param nanoTime at which it came
     */
    private record Line(String text, long nanoTime) {
        static Line now(String text) {
            return new Line(text, System.nanoTime());
        }
    }

    /**
     * An answer, and when it came, in nano time: not when it was asked for here, which waits for
     * the hosts before this one.
     */
    record Arrived(Answer answer, long nanoTime) {}

    /** {@code number} from 1. */
    LoadHost(int number, String command) {
        this.number = number;
        names = names(command);
        try {
            connection = new ProcessBuilder("sh", "-c", "exec " + command).start();
        } catch (IOException error) {
            throw new LoadHostFailure(number, "cannot be connected to: " + error.getMessage());
        }
        orders = new PrintWriter(connection.outputWriter(UTF_8), true);
        Thread.ofVirtual().start(this::readAnswers);
        complaints = Thread.ofVirtual().start(this::readComplaints);
    }

    /** By which the command reaches the host: they stand in nothing that is recorded. */
    private static Pattern names(String command) {
        String words =
                Stream.of(command.split("\\s+"))
                        .skip(1)
                        .filter(word -> NAME.matcher(word).matches())
                        .map(word -> Pattern.quote(word.substring(word.indexOf('@') + 1)))
                        .collect(Collectors.joining("|"));
        return words.isEmpty()
                ? NOTHING
                : Pattern.compile("(?<![\\w.-])(?:" + words + ")(?![\\w-])");
    }

    void send(Order order) {
        orders.println(Wire.line(order));
    }

    /**
     * The answer to the oldest order that has none.
     *
     * @throws LoadHostFailure if it does not come in time, or says that it cannot
     */
    Arrived receive(Duration patience) {
        Line line;
        try {
            line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LoadHostFailure(number, "was not waited for: interrupted");
        }
        if (line == null) {
            throw new LoadHostFailure(
                    number, "has not answered for " + patience.toSeconds() + " s");
        }
        if (line.text == null) {
            throw new LoadHostFailure(number, "is gone: its connection has ended" + complaint());
        }
        return new Arrived(understood(line.text), line.nanoTime);
    }

    /**
     * Its totals are those of some moment between order and answer, so that must not take long.
     *
     * @throws LoadHostFailure if it took longer than {@code most}
     */
    void requirePrompt(long nanos, Duration most) {
        if (nanos > most.toNanos()) {
            throw new LoadHostFailure(
                    number,
                    "took "
                            + nanos / 1_000_000
                            + " ms to answer, more than "
                            + most.toMillis()
                            + "; use a nearer or less busy one");
        }
    }

    private Answer understood(String line) {
        Answer answer;
        try {
            answer = Wire.parse(line, Answer.class);
        } catch (IllegalArgumentException other) {
            throw new LoadHostFailure(number, "answers with something else: " + line);
        }
        if (answer.failure() != null) {
            throw new LoadHostFailure(number, "cannot: " + answer.failure());
        }
        return answer;
    }

    /** What its connection said last, once that can be no more. */
    private String complaint() {
        try {
            complaints.join(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        String anonymous = names.matcher(lastComplaint).replaceAll("load-host-" + number);
        return anonymous.isEmpty() ? "" : " (" + anonymous + ")";
    }

    private void readAnswers() {
        try (BufferedReader lines = connection.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(Line.now(line));
            }
        } catch (IOException _) {
            // Closed on this side.
        }
        answers.add(Line.now(null));
    }

    private void readComplaints() {
        try (BufferedReader lines = connection.errorReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastComplaint = line;
            }
        } catch (IOException _) {
            // Closed on this side.
        }
    }

    /** Ends the orders, and with them the load there. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!connection.waitFor(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                connection.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            connection.destroyForcibly();
        }
    }
}
