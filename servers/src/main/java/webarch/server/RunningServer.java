package webarch.server;

import java.time.Duration;

/** A server that listens. */
public interface RunningServer {
    /** The port it listens on. */
    int port();

    /**
     * Stops: accepts nothing more, lets replies in flight finish, closes idle connections. Returns
     * when all are closed, or after {@code grace}.
     */
    void stop(Duration grace) throws InterruptedException;
}
