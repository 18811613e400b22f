package webarch.harness.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import webarch.harness.workload.ServedFile;

/**
 * Reads the replies of one connection, however they are cut up. A client's loop thread owns it.
 *
 * <p>Only what a measurement needs: the status, where the body ends, whether the connection stays.
 * The head is copied out until it is complete and then looked through once; bodies are counted, and
 * compared if asked for, where they lie.
 *
 * <pre>
 *   expect() ──► HEAD ──► BODY, length known ──last byte──► REPLY
 *                   ├───► no body to come ────────────────► REPLY
 *                   └───► BODY until close ──completeAtClose()──► reply
 * </pre>
 */
final class ReplyReader {
    private static final int FIRST_HEAD = 1024;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final byte[] VERSION = "HTTP/1.".getBytes(US_ASCII);
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(US_ASCII);
    private static final byte[] CONNECTION = "connection:".getBytes(US_ASCII);

    /** What the bytes so far amount to. */
    enum Outcome {
        MORE,
        REPLY,
        WRONG_STATUS,
        WRONG_BODY,
        MALFORMED
    }

    private final boolean checkBytes;
    private byte[] head = new byte[FIRST_HEAD];
    private int headLength;
    private boolean inBody;
    private ServedFile file;
    private boolean headOnly;
    private long contentLength;
    private long bodyLength;
    private boolean keepAlive;

    ReplyReader(boolean checkBytes) {
        this.checkBytes = checkBytes;
    }

    /**
     * Begins the next reply, which should carry {@code expected}, or if {@code withoutBody} only
     * say so.
     */
    void expect(ServedFile expected, boolean withoutBody) {
        file = expected;
        headOnly = withoutBody;
        headLength = 0;
        bodyLength = 0;
        inBody = false;
    }

    /** Whether the server keeps the connection after the reply. */
    boolean keepsAlive() {
        return keepAlive;
    }

    /** Whether the reply is one that only the end of the connection ends. */
    boolean endsAtClose() {
        return inBody && contentLength < 0;
    }

    /** Whether the connection's end completes the reply. */
    boolean completeAtClose() {
        return endsAtClose() && bodyLength == file.size();
    }

    /** Takes in what has arrived. After anything but MORE, the next reply has to be expected. */
    Outcome read(ByteBuffer in) {
        if (!inBody) {
            Outcome outcome = readHead(in);
            if (!inBody || outcome != Outcome.MORE) {
                return outcome;
            }
        }
        return readBody(in);
    }

    private Outcome readHead(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (headLength == head.length) {
                if (headLength == LONGEST_HEAD) {
                    return Outcome.MALFORMED;
                }
                head = Arrays.copyOf(head, 2 * headLength);
            }
            int count = Math.min(in.remaining(), head.length - headLength);
            in.get(in.position(), head, headLength, count);
            int end = endOfHead(Math.max(0, headLength - 3), headLength + count);
            if (end >= 0) {
                in.position(in.position() + end - headLength);
                inBody = true;
                return parseHead(end);
            }
            in.position(in.position() + count);
            headLength += count;
        }
        return Outcome.MORE;
    }

    /** The index after the empty line, or -1. */
    private int endOfHead(int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (head[i] == '\n'
                    && head[i - 1] == '\r'
                    && head[i - 2] == '\n'
                    && head[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private Outcome parseHead(int end) {
        int line = lineAfter(0);
        // HTTP/1.1 200 OK: three digits from the tenth byte on (RFC 9112, section 4).
        if (line < 14
                || !startsWith(0, VERSION)
                || head[8] != ' '
                || (head[12] != ' ' && head[12] != '\r')) {
            return Outcome.MALFORMED;
        }
        keepAlive = head[7] != '0';
        contentLength = -1;
        for (int at = line; at < end - 2; at = lineAfter(at)) {
            if (!parseField(at)) {
                return Outcome.MALFORMED;
            }
        }
        if (head[9] != '2' || head[10] != '0' || head[11] != '0') {
            return Outcome.WRONG_STATUS;
        }
        return contentLength < 0 || contentLength == file.size()
                ? Outcome.MORE
                : Outcome.WRONG_BODY;
    }

    /** The start of the next line; every line of a complete head ends in CR LF. */
    private int lineAfter(int from) {
        int i = from;
        while (head[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Takes in a field that matters; false if it makes the reply unreadable. */
    private boolean parseField(int at) {
        switch (head[at] | 0x20) {
            case 'c' -> {
                if (startsWith(at, CONTENT_LENGTH)) {
                    return parseContentLength(at + CONTENT_LENGTH.length);
                }
                if (startsWith(at, CONNECTION)) {
                    parseConnection(at + CONNECTION.length);
                }
            }
            case 't' -> {
                return !startsWith(at, TRANSFER_ENCODING);
            }
            default -> {}
        }
        return true;
    }

    private boolean parseContentLength(int at) {
        int i = at;
        while (head[i] == ' ' || head[i] == '\t') {
            i++;
        }
        int first = i;
        long length = 0;
        for (; head[i] >= '0' && head[i] <= '9'; i++) {
            length = 10 * length + head[i] - '0';
        }
        boolean valid = i > first && i - first <= 18 && (head[i] == '\r' || head[i] == ' ');
        boolean again = contentLength >= 0 && contentLength != length;
        contentLength = length;
        return valid && !again;
    }

    private void parseConnection(int at) {
        int end = lineAfter(at);
        String options = new String(head, at, end - at, US_ASCII).toLowerCase(Locale.ROOT);
        if (options.contains("close")) {
            keepAlive = false;
        } else if (options.contains("keep-alive")) {
            keepAlive = true;
        }
    }

    /** Whether the head has {@code text} there, which is lower case or case-sensitive anyway. */
    private boolean startsWith(int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            byte b = head[at + i];
            if (b != text[i] && (b < 'A' || b > 'Z' || (b | 0x20) != text[i])) {
                return false;
            }
        }
        return true;
    }

    private Outcome readBody(ByteBuffer in) {
        if (headOnly) {
            return in.hasRemaining() ? Outcome.WRONG_BODY : Outcome.REPLY;
        }
        int count = in.remaining();
        boolean wrong =
                checkBytes
                        && count > 0
                        && bodyLength + count <= file.size()
                        && !file.content().matches(bodyLength, in);
        return wrong ? Outcome.WRONG_BODY : discarded(count);
    }

    /** Bytes of the body that are still to come, where that is known and nobody compares them. */
    long awaitedBody() {
        boolean known = inBody && !headOnly && contentLength >= 0 && !checkBytes;
        return known ? file.size() - bodyLength : 0;
    }

    /** Takes note of so many bytes of the body that were thrown away unread. */
    Outcome discarded(int count) {
        if (bodyLength + count > file.size()) {
            return Outcome.WRONG_BODY;
        }
        bodyLength += count;
        return contentLength >= 0 && bodyLength == file.size() ? Outcome.REPLY : Outcome.MORE;
    }
}
