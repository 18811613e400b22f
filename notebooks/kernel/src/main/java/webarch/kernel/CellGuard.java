package webarch.kernel;

/**
 * What the bytecode of a cell calls in addition to its own code, see {@link CellBytecode}. Public
 * because cells live in another package and class loader; not for use by hand. Called from any
 * thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class CellGuard {
    /** Whether any stopped cell may still have threads. The only cost to a loop that runs on. */
    private static volatile boolean armed;

    private static volatile CellThreads current;

    private CellGuard() {}

    static void arm(boolean stoppedThreadsLeft) {
        armed = stoppedThreadsLeft;
    }

    static void enter(CellThreads cell) {
        current = cell;
    }

    /** Ends the calling thread's cell if it was interrupted. */
    public static void check() {
        if (armed) {
            CellThreads cell =
                    Thread.currentThread().getThreadGroup() instanceof CellThreads own
                            ? own
                            : current;
            if (cell != null && cell.isStopped()) {
                throw new CellStopped();
            }
        }
    }

    /** Stands in for {@link System#exit}. */
    public static void exit(int status) {
        throw new ExitRefused("System.exit", status);
    }

    /** Stands in for {@link Runtime#exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.exit", status);
    }

    /** Stands in for {@link Runtime#halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt", status);
    }
}
