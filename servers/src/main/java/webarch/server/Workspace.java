package webarch.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import webarch.http.FileCache;
import webarch.http.Request;
import webarch.http.RequestParser;
import webarch.linux.SystemCalls;

/**
 * What a thread needs to take steps of connections: memory for errno, buffers in which requests
 * arrive and replies are put together, a parser, its counters, connections for its next clients.
 * Belongs to one thread at a time, and outlives every connection.
 *
 * <p>Buffers and parser are the thread's and not the connection's, so that they stay in the CPU's
 * cache however many connections there are. What is in them is worth nothing after a step.
 */
public final class Workspace {
    /** Room for any head. */
    private static final int HEAD_SIZE = 1024;

    /** What is read of a file at once where bodies are copied. */
    private static final int COPY_SIZE = 65536;

    final SystemCalls calls = new SystemCalls(Arena.global());
    final Counters.Row counters;
    final FileCache files;
    final ConnectionPool.Share unused;

    /** How long a client may take for a head, and between requests. */
    final long headMillis;

    final long idleMillis;

    /** What {@link Clock#nowMillis} was when this thread last looked. */
    long nowMillis = Clock.nowMillis();

    /** What the parser has made of the head that was parsed last. */
    final Request request = new Request();

    final RequestParser parser = new RequestParser(request);

    final MemorySegment input = Arena.global().allocate(Input.SIZE);
    final MemorySegment output;

    /** Where bodies are copied through; null where they are not. */
    final MemorySegment copy;

    /** Whether a full socket may hold this thread up. */
    final boolean blocking;

    Workspace(
            Counters.Row counters,
            FileCache files,
            ConnectionPool.Share unused,
            ServerOptions options,
            boolean blocking) {
        this.counters = counters;
        this.files = files;
        this.unused = unused;
        this.blocking = blocking;
        headMillis = options.timeouts().headMillis();
        idleMillis = options.timeouts().idleMillis();
        output = Arena.global().allocate(HEAD_SIZE + (long) options.cache().inlineBytes());
        boolean copies = options.sending().body() == ServerOptions.Body.WRITE;
        copy = copies ? Arena.global().allocate(COPY_SIZE) : null;
    }

    /**
     * Looks at the clock. To be done whenever the thread has waited, and before it reads: what
     * arrives is taken to have arrived then.
     */
    public void lookAtClock() {
        nowMillis = Clock.nowMillis();
    }

    public SystemCalls calls() {
        return calls;
    }

    public Counters.Row counters() {
        return counters;
    }
}
