package webarch.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are written with | for CRLF. */
class RequestParserTest {
    private final MemorySegment buffer = Arena.global().allocate(4096);
    private final Request request = new Request();
    private final RequestParser parser = new RequestParser(request);

    @Test
    void aRequestIsTakenApart() {
        assertEquals(RequestParser.COMPLETE, parse("GET /a/b HTTP/1.1|Host: x||"));
        assertEquals(Method.GET, request.method());
        assertEquals("/a/b", Request.text(buffer, request.targetStart, request.targetEnd));
        assertEquals(FileCache.hash("/a/b".getBytes(ISO_8859_1)), request.targetHash());
        assertTrue(request.http11());
        assertTrue(request.persistent());
        assertFalse(request.conditional());
    }

    @Test
    void aRequestMayArriveByteByByte() {
        String head = wire("GET /a HTTP/1.1|Host: x|Connection: close||");
        put(head, 0);
        for (int end = 1; end < head.length(); end++) {
            assertEquals(RequestParser.INCOMPLETE, parser.parse(buffer, 0, end - 1, end));
        }
        assertEquals(
                RequestParser.COMPLETE, parser.parse(buffer, 0, head.length() - 1, head.length()));
        assertFalse(request.persistent());
    }

    @Test
    void pipelinedRequestsAreParsedOneAfterTheOther() {
        String first = wire("GET /1 HTTP/1.1|Host: x||");
        String second = wire("HEAD /2 HTTP/1.1|Host: x||");
        put(first + second + "GET", 0);
        int end = first.length() + second.length() + 3;
        assertEquals(RequestParser.COMPLETE, parser.parse(buffer, 0, 0, end));
        assertEquals(first.length(), parser.end());
        assertEquals(RequestParser.COMPLETE, parser.parse(buffer, parser.end(), 0, end));
        assertEquals(Method.HEAD, request.method());
        assertEquals(RequestParser.INCOMPLETE, parser.parse(buffer, parser.end(), 0, end));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    GET / HTTP/1.1|Host: x|| -> true
                    GET / HTTP/1.1|Host: x|Connection: close|| -> false
                    GET / HTTP/1.1|Host: x|Connection: foo ,CLOSE|| -> false
                    GET / HTTP/1.1|Host: x|Connection: closed|| -> true
                    GET / HTTP/1.0|| -> false
                    GET / HTTP/1.0|Connection: Keep-Alive|| -> true
                    GET / HTTP/1.0|Connection: keep-alive, close|| -> false
                    GET / HTTP/1.2|Host: x|| -> true
                    """,
            delimiterString = " -> ")
    void persistenceFollowsVersionAndConnectionField(String head, boolean persistent) {
        assertEquals(RequestParser.COMPLETE, parse(head));
        assertEquals(persistent, request.persistent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Host: x|Content-Length: 0||",
                "GET / HTTP/1.1|Host: x|Content-Length: 0|Content-Length: 0||",
                "GET / HTTP/1.1|Host:||",
                "GET / HTTP/1.1|Host: \t x \t|Accept: */*|X-Empty:|X: \u00e4 \t b||",
                "|GET / HTTP/1.1|Host: x||",
                "GET http://x/y HTTP/1.1|HOST: x||",
                "POST / HTTP/1.1|Host: x||",
            })
    void whatRfc9112AllowsIsAccepted(String head) {
        assertEquals(RequestParser.COMPLETE, parse(head));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            textBlock =
                    """
                    GET / HTTP/1.1||                                                     -> 400
                    GET / HTTP/1.1|Host: x|Host: x||                                     -> 400
                    GET  / HTTP/1.1|Host: x||                                            -> 400
                    GET / HTTP/1.1 |Host: x||                                            -> 400
                    GET /a b HTTP/1.1|Host: x||                                          -> 400
                    GET|Host: x||                                                        -> 400
                    GET /|Host: x||                                                      -> 400
                    GET /\u00e4 HTTP/1.1|Host: x||                                       -> 400
                    GET / http/1.1|Host: x||                                             -> 400
                    GET / HTTP/11|Host: x||                                              -> 400
                    GET / HTTP/1.1|Host : x||                                            -> 400
                    GET / HTTP/1.1|Host: x| folded: y||                                  -> 400
                    GET / HTTP/1.1|Host: x|no colon||                                    -> 400
                    GET / HTTP/1.1|Host: x|: no name||                                   -> 400
                    GET / HTTP/1.1|Host: x|X: a\u0000b||                                 -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: -1||                          -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: 1x||                          -> 400
                    GET / HTTP/1.1|Host: x|Content-Length:||                             -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: 0|Content-Length: 1||         -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: 99999999999999999999||        -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked|| -> 400
                    GET / HTTP/1.0|Transfer-Encoding: chunked||                          -> 400
                    GET / HTTP/1.1|Host: x|Content-Length: 3||                           -> 413
                    POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||                 -> 413
                    BREW / HTTP/1.1|Host: x||                                            -> 501
                    get / HTTP/1.1|Host: x||                                             -> 501
                    GET / HTTP/2.0|Host: x||                                             -> 505
                    """)
    void whatCouldBeReadInTwoWaysIsRefused(String head, int status) {
        assertEquals(status, parse(head));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\nHost: x\n\n", "\n", "GET / HTTP/1.1\r\nHost: x\n"})
    void aBareLineFeedIsRefusedAsSoonAsItIsSeen(String head) {
        put(head, 0);
        assertEquals(Status.BAD_REQUEST, parser.parse(buffer, 0, 0, head.length()));
    }

    @Test
    void aHeadThatFillsTheBufferIsRefusedForWhatIsTooLong() {
        String target = "GET /" + "a".repeat(100);
        put(target, 0);
        assertEquals(Status.URI_TOO_LONG, parser.overflow(buffer, 0, target.length()));
        String field = wire("GET / HTTP/1.1|X: ") + "a".repeat(100);
        put(field, 0);
        assertEquals(Status.HEADER_FIELDS_TOO_LARGE, parser.overflow(buffer, 0, field.length()));
    }

    @Test
    void conditionalFieldsAreKept() {
        assertEquals(
                RequestParser.COMPLETE,
                parse("GET / HTTP/1.1|Host: x|RANGE: bytes=0-1|If-None-Match:  \"a\" ||"));
        assertTrue(request.conditional());
        assertEquals("bytes=0-1", request.range.text(buffer));
        assertEquals("\"a\"", request.ifNoneMatch.text(buffer));
        assertFalse(request.ifRange.isPresent());
    }

    private int parse(String head) {
        String bytes = wire(head);
        put(bytes, 0);
        return parser.parse(buffer, 0, 0, bytes.length());
    }

    private static String wire(String head) {
        return head.replace("|", "\r\n");
    }

    private void put(String text, int offset) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, buffer, offset, bytes.length);
    }
}
