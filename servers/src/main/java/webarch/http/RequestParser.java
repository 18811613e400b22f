package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Parses request heads (RFC 9112) that arrive in pieces. Strict where leniency would let two
 * parties see different requests: lines end in CRLF, nothing is folded, no space before a colon,
 * one Host, no body.
 *
 * <pre>
 *   bytes ──► is the empty line there? ──no──► INCOMPLETE, how far we looked is remembered
 *                     │ yes
 *                     ▼
 *   request line: method SP target SP version CRLF
 *   fields:       name ":" value CRLF …            until the empty line
 *                     ▼
 *   verdict:      COMPLETE, or the status code of the refusal
 * </pre>
 *
 * One instance a thread, not one a connection, so that what it works on stays in the CPU's cache:
 * what must be remembered of a head that is not whole is how far it was searched, and the caller
 * does that.
 */
public final class RequestParser {
    /** Not all of the head is there yet; all that is was searched. */
    public static final int INCOMPLETE = 0;

    /** A whole head was parsed; it ends at {@link #end()}. Any other answer is a status code. */
    public static final int COMPLETE = 1;

    private static final int CR = '\r';
    private static final int LF = '\n';
    private static final int NONE = -1;

    private final Request request;

    private MemorySegment buffer;

    /** Where the next element of the head begins. */
    private int position;

    private int major;
    private int hosts;
    private long contentLength;

    /** What the transfer encoding is answered with; NONE where there is none. */
    private int encoded;

    private boolean close;
    private boolean keepAlive;

    public RequestParser(Request request) {
        this.request = request;
    }

    /** Where the head ends that was parsed last. */
    public int end() {
        return position;
    }

    /**
     * Parses the head that begins at {@code start}.
     *
     * @param searched how far an earlier attempt has searched that found it incomplete, or less
     * @param end end of the bytes that have arrived
     * @return {@link #INCOMPLETE}, {@link #COMPLETE} or a status code, after which the connection
     *     must be closed because it is not known where the next request begins
     */
    public int parse(MemorySegment bytes, int start, int searched, int end) {
        buffer = bytes;
        position = skipEmptyLine(start, end);
        request.clear();
        int search = findEmptyLine(Math.max(position, searched), end);
        if (search != COMPLETE) {
            return search;
        }
        hosts = 0;
        contentLength = NONE;
        encoded = NONE;
        close = false;
        keepAlive = false;
        int refusal = requestLine(end);
        if (refusal == COMPLETE) {
            refusal = fields(end);
        }
        return refusal == COMPLETE ? verdict() : refusal;
    }

    /** Robustness that RFC 9112, section 2.2, asks for: an empty line may precede the request. */
    private int skipEmptyLine(int start, int end) {
        return end - start >= 2 && octet(start) == CR && octet(start + 1) == LF ? start + 2 : start;
    }

    /**
     * What to answer when the buffer is full and no empty line is in it.
     *
     * @param start start of the head, as given to {@link #parse}
     */
    public int overflow(MemorySegment bytes, int start, int end) {
        buffer = bytes;
        for (int at = skipEmptyLine(start, end); at < end; at++) {
            if (bytes.get(JAVA_BYTE, at) == LF) {
                return Status.HEADER_FIELDS_TOO_LARGE;
            }
        }
        return Status.URI_TOO_LONG;
    }

    /** Looks at the end first: a client that does not pipeline sends just one head. */
    private int findEmptyLine(int from, int end) {
        if (end - position >= 4 && emptyLineEndsAt(end)) {
            return COMPLETE;
        }
        for (int at = from; at < end; at++) {
            if (octet(at) == LF) {
                if (at == position || octet(at - 1) != CR) {
                    return Status.BAD_REQUEST;
                }
                if (at - position >= 3 && emptyLineEndsAt(at + 1)) {
                    return COMPLETE;
                }
            }
        }
        return INCOMPLETE;
    }

    private boolean emptyLineEndsAt(int at) {
        return octet(at - 1) == LF
                && octet(at - 2) == CR
                && octet(at - 3) == LF
                && octet(at - 4) == CR;
    }

    private int requestLine(int end) {
        int refusal = method();
        if (refusal == COMPLETE) {
            refusal = target();
        }
        return refusal == COMPLETE ? version(end) : refusal;
    }

    private int method() {
        int start = position;
        if (Words.isGet(buffer, start)) {
            request.method = Method.GET;
            position = start + "GET ".length();
            return COMPLETE;
        }
        int end = Octets.endOfToken(buffer, start);
        if (end == start || octet(end) != ' ') {
            return Status.BAD_REQUEST;
        }
        request.method = Octets.method(buffer, start, end);
        position = end + 1;
        return COMPLETE;
    }

    private int target() {
        int start = position;
        int at = start;
        int hash = 0;
        int octet = octet(at);
        while (octet > ' ' && octet < 0x7f) {
            hash = FileCache.hash(hash, octet);
            octet = octet(++at);
        }
        if (octet != ' ' || at == start) {
            return Status.BAD_REQUEST;
        }
        request.targetStart = start;
        request.targetEnd = at;
        request.targetHash = hash;
        position = at + 1;
        return COMPLETE;
    }

    /**
     * {@code HTTP/1.x}: a later minor version is answered as 1.1 (RFC 9110, section 2.5). Another
     * major version is refused, but only once the fields have turned out to be well formed.
     */
    private int version(int end) {
        int at = position;
        if (end - at >= Words.SIZE && Words.isVersion11(buffer, at)) {
            major = 1;
            request.http11 = true;
        } else if (Octets.matches(buffer, at, "HTTP/")
                && Octets.isDigit(octet(at + 5))
                && octet(at + 6) == '.'
                && Octets.isDigit(octet(at + 7))) {
            major = octet(at + 5) - '0';
            request.http11 = octet(at + 7) != '0';
        } else {
            return Status.BAD_REQUEST;
        }
        if (octet(at + 8) != CR || octet(at + 9) != LF) {
            return Status.BAD_REQUEST;
        }
        position = at + 10;
        return COMPLETE;
    }

    private int fields(int end) {
        int at = position;
        while (octet(at) != CR) {
            int nameStart = at;
            int nameEnd = Octets.endOfToken(buffer, nameStart);
            if (nameEnd == nameStart || octet(nameEnd) != ':') {
                return Status.BAD_REQUEST;
            }
            int valueStart = nameEnd + 1;
            while (Octets.isBlank(octet(valueStart))) {
                valueStart++;
            }
            int lineEnd = Octets.endOfFieldContent(buffer, valueStart, end);
            if (octet(lineEnd) != CR || octet(lineEnd + 1) != LF) {
                return Status.BAD_REQUEST;
            }
            int valueEnd = lineEnd;
            while (valueEnd > valueStart && Octets.isBlank(octet(valueEnd - 1))) {
                valueEnd--;
            }
            int refusal = field(nameStart, nameEnd, valueStart, valueEnd);
            if (refusal != COMPLETE) {
                return refusal;
            }
            at = lineEnd + 2;
        }
        if (octet(at + 1) != LF) {
            return Status.BAD_REQUEST;
        }
        position = at + 2;
        return COMPLETE;
    }

    private int field(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        switch (nameEnd - nameStart) {
            case 4 -> {
                if (named("host", nameStart)) {
                    hosts++;
                    return Authority.isHost(buffer, valueStart, valueEnd)
                            ? COMPLETE
                            : Status.BAD_REQUEST;
                }
            }
            case 5 -> keep(request.range, "range", nameStart, valueStart, valueEnd);
            case 8 -> {
                keep(request.ifRange, "if-range", nameStart, valueStart, valueEnd);
                keep(request.ifMatch, "if-match", nameStart, valueStart, valueEnd);
            }
            case 10 -> {
                if (named("connection", nameStart)) {
                    connectionOptions(valueStart, valueEnd);
                }
            }
            case 13 -> keep(request.ifNoneMatch, "if-none-match", nameStart, valueStart, valueEnd);
            case 14 -> {
                if (named("content-length", nameStart)) {
                    return contentLength(valueStart, valueEnd);
                }
            }
            case 17 -> {
                if (named("transfer-encoding", nameStart)) {
                    return transferEncoding(valueStart, valueEnd);
                }
                keep(request.ifModifiedSince, "if-modified-since", nameStart, valueStart, valueEnd);
            }
            case 19 ->
                    keep(
                            request.ifUnmodifiedSince,
                            "if-unmodified-since",
                            nameStart,
                            valueStart,
                            valueEnd);
            default -> {}
        }
        return COMPLETE;
    }

    private void keep(Request.Value value, String name, int nameStart, int start, int end) {
        if (named(name, nameStart)) {
            request.keep(value, start, end);
        }
    }

    private boolean named(String name, int start) {
        return Octets.matchesIgnoringCase(buffer, start, name);
    }

    /** A comma-separated list of tokens, of which two matter here (RFC 9110, section 7.6.1). */
    private void connectionOptions(int start, int end) {
        int at = start;
        while (at < end) {
            int tokenStart = at;
            while (at < end && Octets.isToken(octet(at))) {
                at++;
            }
            int length = at - tokenStart;
            close |= length == 5 && named("close", tokenStart);
            keepAlive |= length == 10 && named("keep-alive", tokenStart);
            at++;
        }
    }

    /** Digits only, and the same again where it is repeated (RFC 9112, section 6.3). */
    private int contentLength(int start, int end) {
        long length = 0;
        for (int at = start; at < end; at++) {
            int digit = octet(at) - '0';
            if (digit < 0 || digit > 9 || length > Integer.MAX_VALUE) {
                return Status.BAD_REQUEST;
            }
            length = length * 10 + digit;
        }
        if (start == end || (contentLength != NONE && contentLength != length)) {
            return Status.BAD_REQUEST;
        }
        contentLength = length;
        return COMPLETE;
    }

    private int transferEncoding(int start, int end) {
        if (encoded != NONE) {
            return Status.BAD_REQUEST;
        }
        encoded = TransferCodings.refusal(buffer, start, end);
        return encoded == Status.BAD_REQUEST ? encoded : COMPLETE;
    }

    private int verdict() {
        if (major != 1) {
            return Status.VERSION_NOT_SUPPORTED;
        }
        if (hosts > 1 || (hosts == 0 && request.http11)) {
            return Status.BAD_REQUEST;
        }
        if (encoded != NONE && (contentLength != NONE || !request.http11)) {
            return Status.BAD_REQUEST;
        }
        if (request.method == Method.UNKNOWN) {
            return Status.NOT_IMPLEMENTED;
        }
        if (encoded != NONE) {
            return encoded;
        }
        if (contentLength > 0) {
            return Status.CONTENT_TOO_LARGE;
        }
        request.persistent = !close && (request.http11 || keepAlive);
        return COMPLETE;
    }

    private int octet(int at) {
        return Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at));
    }
}
