package webarch.linux;

import java.io.IOException;

/** A system call that failed in a way its caller does not handle. */
public final class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(String call, int errno) {
        super(call + ": " + Errno.text(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /**
     * Passes a call's answer on, or throws when it is an error.
     *
     * @param call name of the system call and what it was applied to
     * @param answer zero or more, or a negated error number
     */
    public static int check(String call, int answer) throws SystemCallException {
        if (answer < 0) {
            throw new SystemCallException(call, -answer);
        }
        return answer;
    }
}
