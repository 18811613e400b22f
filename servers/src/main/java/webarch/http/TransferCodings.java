package webarch.http;

import java.lang.foreign.MemorySegment;

/**
 * What a request with a Transfer-Encoding field is refused with, as none is served. Where chunked
 * is the last coding, and only the last, the end of the body could be found, and the refusal is
 * about the body or the codings below; otherwise nobody knows where the body ends (RFC 9112,
 * sections 6.1 and 6.3).
 */
final class TransferCodings {
    private static final String CHUNKED = "chunked";

    private TransferCodings() {}

    static int refusal(MemorySegment buffer, int start, int end) {
        String[] codings = Request.text(buffer, start, end).split(",", -1);
        for (int i = 0; i < codings.length; i++) {
            boolean last = i == codings.length - 1;
            if (last != codings[i].strip().equalsIgnoreCase(CHUNKED)) {
                return Status.BAD_REQUEST;
            }
        }
        return codings.length == 1 ? Status.CONTENT_TOO_LARGE : Status.NOT_IMPLEMENTED;
    }
}
