package webarch.harness.paired;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import webarch.harness.load.Load;
import webarch.harness.measure.ServerProcess;
import webarch.harness.subject.Contender;

/** A running server with its own clients, which pause except in the server's turn. */
public record LoadedServer(Contender subject, ServerProcess process, Load load)
        implements AutoCloseable {
    private static final long LOOK_MILLIS = 10;

    /** Opens the connections, warms the server up and leaves the clients paused. */
    void warmUp(Turns options) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        load.start();
        while (System.nanoTime() - begun < options.warmup().toNanos()
                || load.snapshot().replies() < options.warmupRequests()) {
            requireAlive();
            if (System.nanoTime() - begun > options.warmupLimit().toNanos()) {
                throw new IOException(
                        name()
                                + ": "
                                + load.snapshot().replies()
                                + " replies in "
                                + options.warmupLimit().toSeconds()
                                + " s of warm-up, where "
                                + options.warmupRequests()
                                + " are asked for");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        load.pause();
        // Finds the processes that the server has started by now, such as the worker of nginx.
        var _ = process.tree().sample();
    }

    String name() {
        return subject.name();
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("server " + name() + " died" + process.lastLine(": "));
        }
    }

    long cpuNanos() {
        return process.tree().cpuNanos();
    }

    @Override
    public void close() {
        load.close();
        process.close();
    }
}
