package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What goes back for one request: a head, with the body behind it where that is in memory, or else
 * a stretch of a file. Reused from reply to reply; belongs to the thread that takes the
 * connection's steps.
 *
 * <pre>
 *   GET of a whole file, HTTP/1.1, connection kept ──► as rendered in the cache, from where it lies
 *   anything else                                  ──► a head of its own
 * </pre>
 */
public final class Reply {
    private static final byte[] NOTHING = {};

    /** A head of its own, and body where it is in memory, complete but for the date. */
    private byte[] bytes = NOTHING;

    /** The file whose reply, as rendered in the cache, this is; null with a head of its own. */
    private CachedFile rendered;

    private int dateOffset;
    private CachedFile file;
    private long position;
    private long end;
    private boolean persistent;
    private boolean refusal;

    /** Length of the head, and of the body where it is in memory, in bytes. */
    public int length() {
        return rendered == null ? bytes.length : rendered.replyLength();
    }

    /** The file that must stay pinned until the reply is sent; null when none must. */
    public CachedFile pinned() {
        return rendered == null ? file : rendered;
    }

    /** The file whose bytes from {@link #position} to {@link #end} follow; null when none do. */
    public CachedFile file() {
        return file;
    }

    public long position() {
        return position;
    }

    public long end() {
        return end;
    }

    /** Whether the connection stays open behind this reply. */
    public boolean persistent() {
        return persistent;
    }

    /** Whether this says that the request was not fulfilled. */
    public boolean isRefusal() {
        return refusal;
    }

    /**
     * Sets the date where head and body lie in memory, from where they can be sent while {@link
     * #pinned}.
     *
     * @return their address; 0 when they can only be {@link #render rendered} elsewhere: the head
     *     is this reply's own, or others are sending it with another date
     */
    public long inPlace(long nowMillis) {
        return rendered != null && rendered.date(nowMillis) ? rendered.replyAddress() : 0;
    }

    /** Copies head and body in memory to the start of {@code output}. */
    public void render(MemorySegment output, long nowMillis) {
        if (rendered == null) {
            MemorySegment.copy(bytes, 0, output, JAVA_BYTE, 0, bytes.length);
        } else {
            MemorySegment.copy(rendered.reply(), 0, output, 0, length());
        }
        MemorySegment.copy(
                HttpDate.ofNow(nowMillis), 0, output, JAVA_BYTE, dateOffset, HttpDate.LENGTH);
    }

    /**
     * Answers with a file.
     *
     * @param buffer where the request lies
     * @param keep whether the server wants the connection kept
     */
    public void serve(MemorySegment buffer, Request request, CachedFile found, boolean keep) {
        persistent = keep && request.persistent();
        refusal = false;
        if (request.method == Method.GET
                && persistent
                && request.http11()
                && !request.conditional()) {
            rendered = found;
            dateOffset = RenderedFile.DATE_OFFSET;
            body(found, 0, found.size());
            return;
        }
        if (Preconditions.hasFailed(buffer, request, found)) {
            boolean headOnly = request.method == Method.HEAD;
            refuse(Status.PRECONDITION_FAILED, "", headOnly, request.http11());
            return;
        }
        if (Preconditions.isNotModified(buffer, request, found)) {
            head(Status.NOT_MODIFIED, validators(found), request.http11());
            return;
        }
        ByteRange range = Preconditions.range(buffer, request, found);
        if (range != null && range.isEmpty()) {
            refuse(
                    Status.RANGE_NOT_SATISFIABLE,
                    "Content-Range: bytes */" + found.size() + "\r\n",
                    false,
                    request.http11());
            return;
        }
        if (range == null) {
            part(Status.OK, "", new ByteRange(0, found.size()), request, found);
        } else {
            String contentRange =
                    "Content-Range: bytes "
                            + range.position()
                            + "-"
                            + (range.end() - 1)
                            + "/"
                            + found.size()
                            + "\r\n";
            part(Status.PARTIAL_CONTENT, contentRange, range, request, found);
        }
    }

    /**
     * Answers with an error and a line of text.
     *
     * @param keep whether the connection can go on behind it
     */
    public void refuse(int status, Request request, boolean keep) {
        persistent = keep && request.persistent();
        refuse(
                status,
                status == Status.METHOD_NOT_ALLOWED ? "Allow: GET, HEAD\r\n" : "",
                request.method == Method.HEAD,
                request.http11());
    }

    /** Answers with an error what is no whole request, behind which the connection ends. */
    public void refuse(int status) {
        persistent = false;
        refuse(status, "", false, true);
    }

    /** Forgets the file, so that it can be released. */
    public void clear() {
        bytes = NOTHING;
        rendered = null;
        file = null;
    }

    private void part(
            int status, String fields, ByteRange range, Request request, CachedFile found) {
        long length = range.end() - range.position();
        head(
                status,
                "Content-Type: "
                        + found.rendered().mediaType()
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n"
                        + fields
                        + validators(found)
                        + "Accept-Ranges: bytes\r\n",
                request.http11());
        if (request.method == Method.HEAD) {
            return;
        }
        if (found.inMemory()) {
            long from = found.rendered().headLength() + range.position();
            append(found.reply().asSlice(from, length).toArray(JAVA_BYTE));
        }
        body(found, range.position(), range.end());
    }

    private void body(CachedFile found, long from, long to) {
        file = found.inMemory() || from == to ? null : found;
        position = from;
        end = to;
    }

    private void refuse(int status, String fields, boolean headOnly, boolean http11) {
        refusal = true;
        byte[] text =
                (status + " " + Status.reason(status) + "\n").getBytes(StandardCharsets.US_ASCII);
        head(
                status,
                fields + "Content-Type: text/plain\r\nContent-Length: " + text.length + "\r\n",
                http11);
        if (!headOnly) {
            append(text);
        }
    }

    private void head(int status, String fields, boolean http11) {
        String start =
                "HTTP/1.1 "
                        + status
                        + " "
                        + Status.reason(status)
                        + "\r\n"
                        + RenderedFile.SERVER
                        + "Date: ";
        String connection = "";
        if (!persistent) {
            connection = "Connection: close\r\n";
        } else if (!http11) {
            connection = "Connection: keep-alive\r\n";
        }
        dateOffset = start.length();
        bytes =
                (start + HttpDate.format(0) + "\r\n" + fields + connection + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        file = null;
    }

    private void append(byte[] body) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, joined, bytes.length, body.length);
        bytes = joined;
    }

    private static String validators(CachedFile found) {
        return "Last-Modified: "
                + HttpDate.format(found.status.modifiedSeconds())
                + "\r\nETag: "
                + found.rendered().entityTag()
                + "\r\n";
    }
}
