package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Where one thread sleeps until another wakes it, by one system call each ({@code futex(2)}). The
 * JDK's {@code LockSupport.park} takes a third: it sleeps on a condition variable, whose mutex
 * glibc marks as contended when it takes it again, so that releasing it looks for waiters.
 *
 * <pre>
 *            arm (sleeper)                      sleep (sleeper)
 *   AWAKE ─────────────────► SLEEPING   waits in the kernel while SLEEPING
 *      ▲                         │
 *      └─────────────────────────┘ wake (any other thread, also before the sleep)
 * </pre>
 */
public final class Futex {
    private static final MethodHandle SYSCALL = Downcall.of("syscall");
    private static final VarHandle WORD = JAVA_INT.varHandle();

    private static final long NUMBER = number(System.getProperty("os.arch"));
    private static final int WAIT_PRIVATE = 128;
    private static final int WAKE_PRIVATE = 129;

    private static final int AWAKE = 0;
    private static final int SLEEPING = 1;

    private final MemorySegment word;

    /** Takes a word from {@code arena}, which must outlive this object. */
    public Futex(Arena arena) {
        word = arena.allocate(JAVA_INT);
    }

    /** Announces that the calling thread will sleep; a wake from now on is not lost. */
    public void arm() {
        WORD.setVolatile(word, 0L, SLEEPING);
    }

    /** Returns when the thread has been woken since it armed. */
    public void sleep(SystemCalls calls) {
        while ((int) WORD.getVolatile(word, 0L) == SLEEPING) {
            call(calls, WAIT_PRIVATE, SLEEPING);
        }
    }

    /** Wakes the thread; {@code calls} are the caller's. */
    public void wake(SystemCalls calls) {
        WORD.setVolatile(word, 0L, AWAKE);
        call(calls, WAKE_PRIVATE, 1);
    }

    private void call(SystemCalls calls, int operation, int value) {
        calls.call(SYSCALL, NUMBER, word.address(), operation, value, 0);
    }

    static long number(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> 202;
            case "aarch64" -> 98;
            default ->
                    throw new UnsupportedOperationException(
                            "futex's number is not known for " + architecture);
        };
    }
}
