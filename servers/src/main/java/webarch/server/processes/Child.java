package webarch.server.processes;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import webarch.linux.SystemCallException;
import webarch.linux.UnixSocket;

/**
 * A child as its parent sees it, with those that take its place after it. One thread of the parent
 * runs it; any may stop it.
 *
 * <pre>
 *   start ──► connects ──► inherits ──► ready ──► dies ──┐
 *     ▲                                                   │ unless it was told to,
 *     └───────────────────────────────────────────────────┘ or died young too often
 * </pre>
 */
final class Child implements Runnable {
    private final int port;
    private final OptionalInt listener;
    private final Consumer<String> giveUp;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private final ShortLives lives = new ShortLives();

    private Process process;
    private boolean stopping;

    /**
     * A child that is yet to be started.
     *
     * @param listener the socket to hand over; without one the child opens its own on {@code port}
     * @param giveUp gets the reason when it cannot be kept alive
     */
    Child(int port, OptionalInt listener, Consumer<String> giveUp) {
        this.port = port;
        this.listener = listener;
        this.giveUp = giveUp;
    }

    /**
     * Done when it listens for the first time; failed with an {@link IllegalArgumentException} when
     * it refuses the options.
     */
    CompletableFuture<Void> listening() {
        return listening;
    }

    @Override
    public void run() {
        while (!isStopping()) {
            Duration served = live();
            if (lives.tooMany(served) && !isStopping()) {
                giveUp.accept(
                        ShortLives.MOST
                                + " processes in a row have died within "
                                + ShortLives.SHORT.toSeconds()
                                + " s");
            }
        }
    }

    /** Asks it to finish, and starts it no more. */
    synchronized void terminate() {
        stopping = true;
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits until it has ended, and kills it if that takes longer than {@code patience}. */
    void awaitEnd(Duration patience) {
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last != null) {
            last.onExit().completeOnTimeout(last, patience.toNanos(), NANOSECONDS).join();
            last.destroyForcibly().onExit().join();
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** One life; answers how long it has served. */
    private Duration live() {
        Process started;
        Optional<LifeLine> line;
        try (LifeLine.Anchor anchor = new LifeLine.Anchor()) {
            started = start(anchor.name());
            if (started == null) {
                return Duration.ZERO;
            }
            line = anchor.await(started);
        } catch (IOException failure) {
            report("cannot start a process: " + failure.getMessage());
            return Duration.ZERO;
        }
        Duration served = line.map(connected -> serve(connected, started)).orElse(Duration.ZERO);
        int exitCode = started.onExit().join().exitValue();
        report(
                "process "
                        + started.pid()
                        + " has ended with exit code "
                        + exitCode
                        + ", another takes its place");
        return served;
    }

    private void report(String event) {
        if (!isStopping()) {
            System.err.println("webarch serve: " + event);
        }
    }

    /** Null when it is not to be started any more. Output goes where the parent's goes. */
    private synchronized Process start(String anchor) throws IOException {
        if (stopping) {
            return null;
        }
        process =
                new ProcessBuilder(OwnCommand.with(Inheritance.OPTION, anchor))
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return process;
    }

    private Duration serve(LifeLine line, Process started) {
        try (line) {
            String answer = bequeath(line);
            if (answer.equals(LifeLine.READY)) {
                long since = System.nanoTime();
                listening.complete(null);
                started.onExit().join();
                return Duration.ofNanos(System.nanoTime() - since);
            }
            if (!answer.isEmpty()) {
                refused(answer);
            }
            return Duration.ZERO;
        }
    }

    /** The first time it is for the user to decide; later it may pass, like a full disk. */
    private void refused(String reason) {
        if (listening.completeExceptionally(new IllegalArgumentException(reason))) {
            terminate();
        } else {
            report(reason);
        }
    }

    /** What it answers to being given its inheritance; empty when it dies over it. */
    private String bequeath(LifeLine line) {
        try {
            line.say(Integer.toString(port), listener);
            return line.hear().map(UnixSocket.Message::text).orElse("");
        } catch (SystemCallException gone) {
            return "";
        }
    }
}
