package webarch.http;

import java.nio.charset.StandardCharsets;
import webarch.linux.Files;

/**
 * The 200 reply of a file, rendered once: head with a gap for the date, then the body if it is kept
 * in memory. Immutable.
 *
 * @param bytes head, and body where it is in memory
 * @param headLength length of the head, empty line included
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared; a copy per reply is what is avoided here
record RenderedFile(byte[] bytes, int headLength, String mediaType, String entityTag) {
    static final String SERVER = "Server: webarch\r\n";

    private static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";
    private static final String DATE = "Date: ";

    /** Where the date goes, in this and in every other head. */
    static final int DATE_OFFSET = STATUS_LINE.length() + SERVER.length() + DATE.length();

    /** Renders the head of {@code file} and leaves room for {@code bodyLength} bytes behind it. */
    static RenderedFile of(String path, Files.Status file, int bodyLength) {
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
        byte[] bytes = new byte[head.length + bodyLength];
        System.arraycopy(head, 0, bytes, 0, head.length);
        return new RenderedFile(bytes, head.length, mediaType, entityTag);
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
