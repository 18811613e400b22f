package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import webarch.linux.Files;
import webarch.linux.Memory;
import webarch.linux.SystemCalls;

/**
 * The 200 reply of a file, rendered once: head with a place for the date, then the body if it is
 * kept in memory. Lies outside the heap, so that it can be sent from where it is. Nothing in it
 * changes but the date, which is {@link CachedFile}'s to set.
 *
 * @param bytes head, and body where it is in memory
 * @param headLength length of the head, empty line included
 */
record RenderedFile(MemorySegment bytes, int headLength, String mediaType, String entityTag) {
    static final String SERVER = "Server: webarch\r\n";

    private static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";
    private static final String DATE = "Date: ";

    /** Where the date goes, in this and in every other head. */
    static final int DATE_OFFSET = STATUS_LINE.length() + SERVER.length() + DATE.length();

    /** Renders the head of {@code file} and leaves room for {@code bodyLength} bytes behind it. */
    static RenderedFile of(SystemCalls calls, String path, Files.Status file, int bodyLength) {
        String mediaType = MediaTypes.of(path);
        String entityTag = entityTag(file);
        byte[] head =
                (STATUS_LINE
                                + SERVER
                                + DATE
                                + HttpDate.format(0)
                                + "\r\nContent-Type: "
                                + mediaType
                                + "\r\nContent-Length: "
                                + file.size()
                                + "\r\nLast-Modified: "
                                + HttpDate.format(file.modifiedSeconds())
                                + "\r\nETag: "
                                + entityTag
                                + "\r\nAccept-Ranges: bytes\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        MemorySegment bytes = Memory.allocate(calls, (long) head.length + bodyLength);
        MemorySegment.copy(head, 0, bytes, JAVA_BYTE, 0, head.length);
        return new RenderedFile(bytes, head.length, mediaType, entityTag);
    }

    /** Length of head and body, in bytes. */
    int length() {
        return (int) bytes.byteSize();
    }

    /** Gives back the memory; nobody sends the reply any more. */
    void free(SystemCalls calls) {
        Memory.free(calls, bytes);
    }

    /**
     * Strong, because it changes with every nanosecond of modification time and every byte of size.
     */
    private static String entityTag(Files.Status file) {
        return '"'
                + Long.toHexString(file.modifiedSeconds())
                + '.'
                + Integer.toHexString(file.modifiedNanos())
                + '-'
                + Long.toHexString(file.size())
                + '"';
    }
}
