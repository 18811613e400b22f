package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory outside the heap that lives until it is given back by hand: for contents that many
 * connections send, where an arena for each would cost a handshake with all threads to close.
 */
public final class Memory {
    /** Of a cache line, so that what begins one shares none with its neighbour. */
    private static final long ALIGNMENT = 64;

    private static final MethodHandle ALLOCATE = Downcall.of("posix_memalign");
    private static final MethodHandle FREE = Downcall.of("free");

    private Memory() {}

    /** Takes so many bytes, at least one; their content is arbitrary. */
    @SuppressWarnings("restricted")
    public static MemorySegment allocate(SystemCalls calls, long size) {
        MemorySegment answer = calls.scratch();
        if (calls.call(ALLOCATE, answer.address(), ALIGNMENT, size, 0, 0) != 0) {
            throw new OutOfMemoryError(size + " bytes outside the heap");
        }
        return MemorySegment.ofAddress(answer.get(JAVA_LONG, 0)).reinterpret(size);
    }

    /** Gives back what {@link #allocate} has answered. Nobody may use it any more. */
    public static void free(SystemCalls calls, MemorySegment memory) {
        var _ = calls.call(FREE, memory.address(), 0, 0, 0, 0);
    }
}
