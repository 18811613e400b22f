package webarch.server;

import java.lang.foreign.MemorySegment;
import webarch.http.Request;
import webarch.http.RequestParser;

/**
 * What has arrived from a client and is not yet answered, and the request at its front. Belongs to
 * its connection.
 *
 * <pre>
 *   0        start               end          SIZE
 *   │ answered │ to be parsed      │ room       │
 * </pre>
 */
final class Input {
    /** Longest request head that is accepted, in bytes. */
    static final int SIZE = 8192;

    private final MemorySegment bytes;
    private final Request request = new Request();
    private final RequestParser parser = new RequestParser(request);
    private int start;
    private int end;

    Input(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Begins anew, with nothing. */
    void reset() {
        clear();
        parser.reset();
    }

    /** Forgets what has arrived. */
    void clear() {
        start = 0;
        end = 0;
    }

    boolean isEmpty() {
        return start == end;
    }

    MemorySegment bytes() {
        return bytes;
    }

    /** Where the next bytes go. */
    int end() {
        return end;
    }

    /** How many bytes may follow there. */
    int room() {
        return SIZE - end;
    }

    /** Notes that so many have been put there. */
    void arrived(int count) {
        end += count;
    }

    /** The request that was last parsed. */
    Request request() {
        return request;
    }

    /**
     * Parses what has arrived.
     *
     * @return a verdict of {@link RequestParser}; incomplete only while there is room for the rest
     */
    int parse() {
        int verdict = parser.parse(bytes, start, end);
        boolean full = verdict == RequestParser.INCOMPLETE && end - start == SIZE;
        return full ? parser.overflow(bytes, start, end) : verdict;
    }

    /** Passes over the request that was parsed. */
    void consume() {
        start = parser.end();
    }

    /** Moves what is left to the front, where there is room behind it. */
    void makeRoom() {
        if (isEmpty()) {
            clear();
        } else if (start > 0 && end == SIZE) {
            MemorySegment.copy(bytes, start, bytes, 0, (long) end - start);
            end -= start;
            start = 0;
            parser.reset();
        }
    }
}
