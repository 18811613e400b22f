package webarch.harness.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until a server listens, by looking every few milliseconds: a file has no better event, and
 * the wait is no part of a measurement.
 *
 * @param address on which the server listens
 * @param givenPort the port the server was told, or 0 when it announces one in its log
 */
record Readiness(ServerLog log, InetAddress address, int givenPort) {
    private static final long PAUSE_NANOS = 3_000_000;

    /** The port, or empty when the server ended or the time is over. */
    OptionalInt await(BooleanSupplier alive, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (alive.getAsBoolean() && System.nanoTime() < deadline) {
            OptionalInt port = port();
            if (port.isPresent()) {
                return port;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return OptionalInt.empty();
    }

    private OptionalInt port() {
        if (givenPort == 0) {
            return log.announcedPort();
        }
        try (Socket _ = new Socket(address, givenPort)) {
            return OptionalInt.of(givenPort);
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    /** A port that was free a moment ago. */
    static int freePort(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
