package webarch.harness.paired;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import webarch.harness.campaign.OrderlyEnd;
import webarch.harness.campaign.Validity;
import webarch.harness.load.Load;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ServerProcess;
import webarch.harness.subject.Contender;

/** A running server with its own clients, which pause except in the server's turn. */
public record LoadedServer(Contender subject, ServerProcess process, Load load)
        implements AutoCloseable {
    private static final long LOOK_MILLIS = 10;

    /** Opens the connections, warms the server up and leaves the clients paused. */
    void warmUp(Turns options) throws LaunchFailure, InterruptedException {
        int processes = subject.processes();
        long requests = options.warmupRequests() * processes;
        long limit = options.warmupLimit().toNanos() * processes;
        long begun = System.nanoTime();
        load.start();
        while (System.nanoTime() - begun < options.warmup().toNanos()
                || load.snapshot().replies() < requests) {
            requireAlive();
            long passed = System.nanoTime() - begun;
            if (passed > limit) {
                requireWarm(requests, passed / 1e9);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        load.pause();
        // Finds the processes that the server has started by now, such as the worker of nginx.
        var _ = process.tree().sample();
    }

    private void requireWarm(long requests, double seconds) throws LaunchFailure {
        LoadSnapshot totals = load.snapshot();
        Optional<String> cold = Validity.warmUp(totals.replies(), requests, seconds);
        if (cold.isPresent()) {
            String errors = totals.errorCount() == 0 ? "" : ", errors: " + totals.errorsByKind();
            throw new LaunchFailure(ofThis(cold.get() + errors));
        }
    }

    String name() {
        return subject.name();
    }

    void requireAlive() throws LaunchFailure, InterruptedException {
        if (!process.isAlive()) {
            throw new LaunchFailure(ofThis(end().orElseThrow()));
        }
    }

    /** Asks the process to finish, waits until it has, and answers what is wrong with that. */
    Optional<String> end() throws InterruptedException {
        return OrderlyEnd.of(process, subject.isOurs());
    }

    /** What is said of a server, where there are others. */
    String ofThis(String what) {
        return what + " (" + name() + ")";
    }

    long cpuNanos() {
        return process.tree().cpuNanos();
    }

    @Override
    public void close() {
        try {
            load.close();
        } finally {
            process.close();
        }
    }
}
