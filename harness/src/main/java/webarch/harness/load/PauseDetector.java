package webarch.harness.load;

import java.util.concurrent.TimeUnit;

/**
 * Notices that a loop was held up: by the collector, by a CPU it did not get, or by its own work.
 * Then its clients send late and read late, and latencies are longer than the server's doing. It
 * wants to be called at a set moment and looks how late that was. The loop's thread owns it.
 */
final class PauseDetector {
    /** A pause shorter than this may be missed, a longer one is seen up to this too short. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

    /** Less is how exact timers are. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoadLoop loop;
    private final Recorders recorders;
    private long due;

    PauseDetector(LoadLoop loop, Recorders recorders) {
        this.loop = loop;
        this.recorders = recorders;
    }

    void start() {
        due = System.nanoTime() + INTERVAL;
        loop.after(INTERVAL, this::look);
    }

    private void look() {
        long late = System.nanoTime() - due;
        if (late >= SHORTEST) {
            recorders.pause(late);
        }
        start();
    }
}
