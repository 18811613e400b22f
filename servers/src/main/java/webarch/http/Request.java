package webarch.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * One request head, as offsets into the buffer in which it lies. Reused from request to request;
 * belongs to the thread that takes the connection's steps. Filled by {@link RequestParser}.
 */
public final class Request {
    /** Start and end of a field value in the buffer; empty when the field is absent. */
    public static final class Value {
        private int start;
        private int end;

        public boolean isPresent() {
            return end > start;
        }

        /** The value as text. Field values are bytes; RFC 9110 lets them be read as ISO-8859-1. */
        public String text(MemorySegment buffer) {
            return Request.text(buffer, start, end);
        }

        private void set(int newStart, int newEnd) {
            start = newStart;
            end = newEnd;
        }
    }

    Method method;
    int targetStart;
    int targetEnd;
    int targetHash;
    boolean http11;
    boolean persistent;

    /** Whether any of the values below was set. */
    private boolean fieldsKept;

    final Value ifMatch = new Value();
    final Value ifUnmodifiedSince = new Value();
    final Value ifModifiedSince = new Value();
    final Value ifNoneMatch = new Value();
    final Value range = new Value();
    final Value ifRange = new Value();

    public Method method() {
        return method;
    }

    public int targetStart() {
        return targetStart;
    }

    public int targetLength() {
        return targetEnd - targetStart;
    }

    /** Hash of the target's bytes, as {@link FileCache} wants it. */
    public int targetHash() {
        return targetHash;
    }

    /** Whether the client wants the connection kept open (RFC 9112, section 9.3). */
    public boolean persistent() {
        return persistent;
    }

    /** Whether the version is 1.1, in which connections persist unless somebody says otherwise. */
    public boolean http11() {
        return http11;
    }

    /** Whether the reply may be other than the whole file. */
    boolean conditional() {
        return ifModifiedSince.isPresent()
                || ifNoneMatch.isPresent()
                || range.isPresent()
                || ifMatch.isPresent()
                || ifUnmodifiedSince.isPresent();
    }

    void clear() {
        method = Method.GET;
        targetStart = 0;
        targetEnd = 0;
        http11 = true;
        persistent = false;
        if (fieldsKept) {
            fieldsKept = false;
            ifMatch.set(0, 0);
            ifUnmodifiedSince.set(0, 0);
            ifModifiedSince.set(0, 0);
            ifNoneMatch.set(0, 0);
            range.set(0, 0);
            ifRange.set(0, 0);
        }
    }

    /** Notes the field value that lies there. */
    void keep(Value value, int start, int end) {
        fieldsKept = true;
        value.set(start, end);
    }

    static String text(MemorySegment buffer, int start, int end) {
        byte[] bytes = new byte[end - start];
        MemorySegment.copy(buffer, start, MemorySegment.ofArray(bytes), 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
