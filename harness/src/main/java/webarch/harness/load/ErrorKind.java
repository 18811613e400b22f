package webarch.harness.load;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/**
 * Why a request got no correct reply: httperf's kinds (client-timo, socket-timo, connrefused,
 * connreset, fd-unavail, addrunavail, ftab-full, other), and what httperf does not look for.
 */
public enum ErrorKind {
    /** No complete reply, or no connection, within the time-out. */
    TIMEOUT,
    /** The kernel gave the connection up before the client did. */
    SOCKET_TIMEOUT,
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
    /** No file descriptor left in this process for a connection. */
    NO_DESCRIPTOR,
    /** The system's table of open files is full. */
    TABLE_FULL,
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

    /** The kind of an error number of the kernel. */
    static ErrorKind of(int number) {
        for (Errno errno : Errno.values()) {
            if (errno.number == number) {
                return errno.kind;
            }
        }
        return OTHER;
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
        ENFILE(23, TABLE_FULL),
        EMFILE(24, NO_DESCRIPTOR),
        EPIPE(32, RESET),
        EADDRNOTAVAIL(99, NO_ADDRESS),
        ECONNRESET(104, RESET),
        ETIMEDOUT(110, SOCKET_TIMEOUT),
        ECONNREFUSED(111, REFUSED);

        private final int number;
        private final ErrorKind kind;

        Errno(int number, ErrorKind kind) {
            this.number = number;
            this.kind = kind;
        }

        /** What the C library calls it in the language of this process. */
        private String text() {
            return new NativeIoException("", -number).getMessage();
        }

        /** A failed connect carries the number only in its message. */
        private boolean caused(Throwable failure) {
            if (failure instanceof NativeIoException io) {
                return io.expectedErr() == -number;
            }
            return failure instanceof IOException
                    && failure.getMessage() != null
                    && failure.getMessage().contains(text());
        }
    }
}
