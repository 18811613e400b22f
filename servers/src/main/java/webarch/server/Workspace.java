package webarch.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import webarch.linux.SystemCalls;

/**
 * What a thread needs to take steps of connections: memory for errno, a buffer in which replies are
 * put together, its counters. Belongs to one thread at a time, and outlives every connection.
 *
 * <p>The buffer is the thread's and not the connection's, so that it stays in the CPU's cache
 * however many connections there are.
 */
public final class Workspace {
    /** Room for any head. */
    private static final int HEAD_SIZE = 1024;

    final SystemCalls calls = new SystemCalls(Arena.global());
    final MemorySegment output;
    final Counters.Row counters;

    Workspace(Counters.Row counters, int inlineBytes) {
        this.counters = counters;
        this.output = Arena.global().allocate(HEAD_SIZE + (long) inlineBytes);
    }

    public SystemCalls calls() {
        return calls;
    }

    public Counters.Row counters() {
        return counters;
    }

    /**
     * The time that replies are dated with and time-outs measured in, in milliseconds since 1970.
     */
    static long nowMillis() {
        return System.currentTimeMillis();
    }
}
