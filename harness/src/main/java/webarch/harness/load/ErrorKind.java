package webarch.harness.load;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** Why a request got no correct reply. */
public enum ErrorKind {
    /** No complete reply, or no connection, within the time-out. */
    TIMEOUT,
    /** Connection refused. */
    REFUSED,
    /** Connection reset by the server. */
    RESET,
    /** Closed by the server before the reply was complete. */
    CLOSED,
    /** A status other than 200. */
    STATUS,
    /** A body of the wrong length, or with wrong bytes where bytes are checked. */
    BODY,
    /** No local port left for a connection. */
    NO_ADDRESS,
    /** No file descriptor left for a connection. */
    NO_DESCRIPTOR,
    /** Anything else: a malformed or unframed reply, a network that cannot be reached. */
    OTHER;

    /** The column of {@code runs.csv}. */
    String column() {
        return "errors_" + name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code no descriptor}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The kind of a failure that Netty reported for a connection. */
    static ErrorKind of(Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            return CLOSED;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Errno errno : Errno.values()) {
                if (errno.caused(cause)) {
                    return errno.kind;
                }
            }
        }
        return OTHER;
    }

    /** Linux error numbers, equal on x86-64 and AArch64. */
    private enum Errno {
        ENFILE(23, NO_DESCRIPTOR),
        EMFILE(24, NO_DESCRIPTOR),
        EPIPE(32, RESET),
        EADDRNOTAVAIL(99, NO_ADDRESS),
        ECONNRESET(104, RESET),
        ETIMEDOUT(110, TIMEOUT),
        ECONNREFUSED(111, REFUSED);

        private final int number;
        private final ErrorKind kind;
        private final String text;

        Errno(int number, ErrorKind kind) {
            this.number = number;
            this.kind = kind;
            // What the C library calls it in the language of this process.
            text = new NativeIoException("", -number).getMessage();
        }

        /** A failed connect carries the number only in its message. */
        private boolean caused(Throwable failure) {
            if (failure instanceof NativeIoException io) {
                return io.expectedErr() == -number;
            }
            return failure instanceof IOException
                    && failure.getMessage() != null
                    && failure.getMessage().contains(text);
        }
    }
}
