package webarch.http;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What the parser makes of a stream of bytes that arrives in pieces: used as a connection uses it,
 * but without a socket, and with a buffer that ends where the bytes that have arrived end, so that
 * reading further is noticed.
 *
 * @param heads the requests accepted
 * @param ends where each of them ended
 * @param verdict the refusal after them, or INCOMPLETE
 */
record ParsedStream(List<String> heads, List<Integer> ends, int verdict) {
    /** The size of a connection's input buffer. */
    static final int CAPACITY = 8192;

    /** All of it at once, as far as the buffer has room. */
    static ParsedStream whole(byte[] stream) {
        return inPieces(stream, _ -> stream.length);
    }

    /**
     * Parses a stream.
     *
     * @param pieces size of the piece that follows, by how much has arrived
     */
    static ParsedStream inPieces(byte[] stream, IntUnaryOperator pieces) {
        Request request = new Request();
        RequestParser parser = new RequestParser(request);
        List<String> heads = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        int searched = 0;
        int end = 0;
        while (true) {
            MemorySegment arrived = MemorySegment.ofArray(stream).asSlice(0, end);
            while (start < end) {
                int verdict = parser.parse(arrived, start, searched, end);
                if (verdict == RequestParser.INCOMPLETE) {
                    if (end - start < CAPACITY) {
                        searched = end;
                        break;
                    }
                    verdict = parser.overflow(arrived, start, end);
                }
                if (verdict != RequestParser.COMPLETE) {
                    return new ParsedStream(heads, ends, verdict);
                }
                heads.add(describe(arrived, request));
                requireInside(start, parser.end(), end);
                start = parser.end();
                ends.add(start);
            }
            if (end == stream.length) {
                return new ParsedStream(heads, ends, RequestParser.INCOMPLETE);
            }
            int piece = Math.max(1, pieces.applyAsInt(end));
            end = (int) Math.min((long) end + piece, Math.min(stream.length, start + CAPACITY));
        }
    }

    private static void requireInside(int start, int headEnd, int end) {
        if (headEnd <= start || headEnd > end) {
            throw new IllegalStateException(start + " < " + headEnd + " <= " + end);
        }
    }

    private static String describe(MemorySegment arrived, Request request) {
        return String.join(
                " ",
                request.method().name(),
                Request.text(arrived, request.targetStart, request.targetEnd),
                request.http11() ? "1.1" : "1.0",
                request.persistent() ? "kept" : "closed",
                "range:" + request.range.text(arrived),
                "if-range:" + request.ifRange.text(arrived),
                "if-match:" + request.ifMatch.text(arrived),
                "if-none-match:" + request.ifNoneMatch.text(arrived),
                "if-modified-since:" + request.ifModifiedSince.text(arrived),
                "if-unmodified-since:" + request.ifUnmodifiedSince.text(arrived));
    }
}
