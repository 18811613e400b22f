package webarch.kernel;

/** A cell asked for the end of the process it shares with the kernel. */
final class ExitRefused extends Error {
    private static final long serialVersionUID = 1;

    ExitRefused(String method, int status) {
        super(method + "(" + status + ") in a cell would end the kernel; the cell ends instead");
    }
}
