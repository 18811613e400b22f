package webarch.kernel;

/**
 * Thrown in the threads of an interrupted cell. An error, so that {@code catch (Exception)} misses
 * it.
 */
final class CellStopped extends Error {
    private static final long serialVersionUID = 1;

    CellStopped() {
        super("interrupted");
    }
}
