package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules of RFC 9110 and RFC 9112 for requests, byte for byte. | stands for CRLF. */
class HttpTest {
    static final List<String> OURS = Variants.OURS;

    private static final String LONG = "a".repeat(9000);

    /** Requests, the status they have, and whether the connection can be used afterwards. */
    private static final String REQUESTS =
            """
            # request line: RFC 9112, section 3
            GET /f1 HTTP/1.1|Host: x||                                        -> 200 kept
            GET http://x/f1 HTTP/1.1|Host: x||                                -> 200 kept
            GET HTTP://other:80/f1 HTTP/1.1|Host: x||                         -> 200 kept
            GET http://x HTTP/1.1|Host: x||                                   -> 403 kept
            GET http:///f1 HTTP/1.1|Host: x||                                 -> 400 kept
            GET https://x/f1 HTTP/1.1|Host: x||                               -> 400 kept
            GET x:80 HTTP/1.1|Host: x||                                       -> 400 kept
            GET * HTTP/1.1|Host: x||                                          -> 400 kept
            GET f1 HTTP/1.1|Host: x||                                         -> 400 kept
            GET /f1#part HTTP/1.1|Host: x||                                   -> 400 kept
            OPTIONS * HTTP/1.1|Host: x||                                      -> 405 kept
            CONNECT x:80 HTTP/1.1|Host: x||                                   -> 405 kept
            GET  /f1 HTTP/1.1|Host: x||                                       -> 400 closed
            GET /f1  HTTP/1.1|Host: x||                                       -> 400 closed
            GET\\t/f1 HTTP/1.1|Host: x||                                       -> 400 closed
             GET /f1 HTTP/1.1|Host: x||                                       -> 400 closed
            GET /f 1 HTTP/1.1|Host: x||                                       -> 400 closed
            GET /\u00e4 HTTP/1.1|Host: x||                                    -> 400 closed
            GET /f1\u0000 HTTP/1.1|Host: x||                                  -> 400 closed
            GET /f1|Host: x||                                                 -> 400 closed
            get /f1 HTTP/1.1|Host: x||                                        -> 501 closed
            BREW /f1 HTTP/1.1|Host: x||                                       -> 501 closed
            # version: RFC 9112, section 2.3
            GET /f1 HTTP/1.0||                                                -> 200 closed
            GET /f1 HTTP/1.0|Connection: keep-alive||                         -> 200 kept
            GET /f1 HTTP/1.0|Host: x|Connection: keep-alive, close||          -> 200 closed
            GET /f1 HTTP/1.7|Host: x||                                        -> 200 kept
            GET /f1 HTTP/2.0|Host: x||                                        -> 505 closed
            GET /f1 HTTP/0.9|Host: x||                                        -> 505 closed
            PRI * HTTP/2.0||SM||                                              -> 505 closed
            GET /f1 http/1.1|Host: x||                                        -> 400 closed
            GET /f1 HTTP/1.10|Host: x||                                       -> 400 closed
            GET /f1||                                                         -> 400 closed
            # empty lines before the request: RFC 9112, section 2.2
            |GET /f1 HTTP/1.1|Host: x||                                       -> 200 kept
            ||GET /f1 HTTP/1.1|Host: x||                                      -> 400 closed
            # line ends and controls: RFC 9112, section 2.2; RFC 9110, section 5.5
            GET /f1 HTTP/1.1\\nHost: x\\n\\n                                     -> 400 closed
            GET /f1 HTTP/1.1|Host: x\\n|                                       -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X: a\\rb||                                -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X: a\u0000b||                            -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X: a\u007fb||                            -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X: \u00e4\\tb||                           -> 200 kept
            # Host: RFC 9112, section 3.2
            GET /f1 HTTP/1.1||                                                -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Host: x||                                -> 400 closed
            GET /f1 HTTP/1.0|Host: x|Host: y||                                -> 400 closed
            GET /f1 HTTP/1.1|Host: x y||                                      -> 400 closed
            GET /f1 HTTP/1.1|Host: x/y||                                      -> 400 closed
            GET /f1 HTTP/1.1|Host: u@x||                                      -> 400 closed
            GET /f1 HTTP/1.1|Host: x:a||                                      -> 400 closed
            GET /f1 HTTP/1.1|Host: [::1||                                     -> 400 closed
            GET /f1 HTTP/1.1|Host: [::1]:80||                                 -> 200 kept
            GET /f1 HTTP/1.1|Host:||                                          -> 200 kept
            # fields: RFC 9112, section 5
            GET /f1 HTTP/1.1|Host : x||                                       -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X\\t: y||                                 -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X: a| b||                                -> 400 closed
            GET /f1 HTTP/1.1| Host: x||                                       -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X||                                      -> 400 closed
            GET /f1 HTTP/1.1|Host: x|: y||                                    -> 400 closed
            GET /f1 HTTP/1.1|Host: x|X(: y||                                  -> 400 closed
            # bodies: RFC 9112, section 6
            GET /f1 HTTP/1.1|Host: x|Content-Length: 0||                      -> 200 kept
            GET /f1 HTTP/1.1|Host: x|Content-Length: 5||hello                 -> 413 closed
            DELETE /f1 HTTP/1.1|Host: x|Content-Length: 5||hello              -> 413 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: 5, 5||hello              -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: 5|Content-Length: 6||    -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: +5||                     -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: 0x5||                    -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: 99999999999999999999||   -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Transfer-Encoding: chunked||0||          -> 413 closed
            GET /f1 HTTP/1.1|Host: x|Transfer-Encoding: gzip, chunked||       -> 501 closed
            GET /f1 HTTP/1.1|Host: x|Transfer-Encoding: chunked, gzip||       -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Transfer-Encoding: identity||            -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Transfer-Encoding: chunked|Content-Length: 3|| -> 400 closed
            GET /f1 HTTP/1.1|Host: x|Content-Length: 0|Transfer-Encoding: chunked|| -> 400 closed
            GET /f1 HTTP/1.0|Transfer-Encoding: chunked||                     -> 400 closed
            PUT /f1 HTTP/1.1|Host: x|Expect: 100-continue|Content-Length: 5|| -> 413 closed
            GET /f1 HTTP/1.1|Host: x|Expect: 100-continue||                   -> 200 kept
            # connection: RFC 9112, section 9
            GET /f1 HTTP/1.1|Host: x|Connection: close||                      -> 200 closed
            GET /none HTTP/1.1|Host: x|Connection: foo, Close||               -> 404 closed
            GET /f1 HTTP/1.1|Host: x|Connection: Upgrade|Upgrade: h2c||       -> 200 kept
            """;

    @ParameterizedTest
    @FieldSource("OURS")
    void everyRequestHasItsStatusAndLeavesTheConnectionAsItShould(String server)
            throws IOException {
        for (String line : REQUESTS.lines().toList()) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" +-> ", 2);
                check(server, parts[0].translateEscapes(), parts[1]);
            }
        }
        check(server, "GET /" + LONG, "414 closed");
        check(server, "|GET /" + LONG, "414 closed");
        check(server, "GET /f1 HTTP/1.1|X: " + LONG, "431 closed");
        check(server, "GET /f1 HTTP/1.1|Host: x|" + "X: y|".repeat(2000) + "|", "431 closed");
    }

    private static void check(String server, String request, String expected) throws IOException {
        try (RawClient client = connect(server)) {
            RawClient.Answer answer = client.send(request).read();
            String shown = request.length() > 200 ? request.substring(0, 200) : request;
            boolean closes = expected.endsWith("closed");
            assertEquals(expected.substring(0, 3), Integer.toString(answer.status()), shown);
            assertEquals(closes, "close".equals(answer.field("connection")), shown);
            if (closes) {
                assertTrue(client.isClosedByServer(), shown);
            } else {
                assertEquals(200, client.get("/f1").status(), shown);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void headHasTheFieldsOfGetAndNeverABody(String server) throws IOException {
        for (String rest :
                List.of(
                        " /f0 HTTP/1.1|Host: x||",
                        " /f100 HTTP/1.1|Host: x||",
                        " /f65536 HTTP/1.1|Host: x||",
                        " /none HTTP/1.1|Host: x||",
                        " / HTTP/1.1|Host: x||",
                        " /f1 HTTP/1.1|Host: x|If-Match: \"no\"||",
                        " /f1 HTTP/1.1|Host: x|If-None-Match: *||",
                        " /f1 HTTP/1.1|Host: x|Connection: close||",
                        " /f1 HTTP/1.1|Host: x|Content-Length: 1||",
                        " /f1 HTTP/1.1|Host: x|bad||",
                        " /f1 HTTP/1.0||")) {
            try (RawClient getting = connect(server);
                    RawClient asking = connect(server)) {
                RawClient.Answer get = getting.send("GET" + rest).read();
                RawClient.Answer head = asking.send("HEAD" + rest).readHead();
                assertEquals(undated(get), undated(head), rest);
                if ("close".equals(head.field("connection"))) {
                    assertTrue(asking.isClosedByServer(), rest);
                } else {
                    assertEquals(200, asking.get("/f1").status(), rest);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aRefusalBehindHeadHasItsBody(String server) throws IOException {
        try (RawClient client = connect(server)) {
            client.send("HEAD /f100 HTTP/1.1|Host: x||\n");
            assertEquals(200, client.readHead().status());
            RawClient.Answer refusal = client.read();
            assertEquals("400 Bad Request\n", new String(refusal.body(), ISO_8859_1));
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void methodsThatAreKnownButNotServedAreTold(String server) throws IOException {
        try (RawClient client = connect(server)) {
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
                RawClient.Answer answer = client.send(method + " /f1 HTTP/1.1|Host: x||").read();
                assertEquals(405, answer.status(), method);
                assertEquals("GET, HEAD", answer.field("allow"), method);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void everyReplyIsDatedInTheFixedForm(String server) throws IOException {
        try (RawClient client = connect(server)) {
            for (String target : List.of("/f1", "/none", "/f65536")) {
                String date = client.get(target).field("date");
                Instant said =
                        ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                assertTrue(Duration.between(said, Instant.now()).abs().toSeconds() < 5, date);
                assertEquals(29, date.length(), date);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aFileIsDescribed(String server) throws IOException {
        try (RawClient client = connect(server)) {
            RawClient.Answer page = client.get("/page.html");
            assertEquals("text/html", page.field("content-type"));
            assertEquals("bytes", page.field("accept-ranges"));
            assertEquals(
                    Files.getLastModifiedTime(LiveServer.ROOT.resolve("page.html")).toMillis()
                            / 1000,
                    ZonedDateTime.parse(
                                    page.field("last-modified"),
                                    DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond());
            assertEquals("application/octet-stream", client.get("/f1").field("content-type"));
            assertNull(page.field("transfer-encoding"));
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aRefusedRequestInTheMiddleOfAPipelineIsAnsweredInItsTurn(String server)
            throws IOException {
        try (RawClient client = connect(server)) {
            client.send(
                    "GET /f100 HTTP/1.1|Host: x||GET /none HTTP/1.1|Host: x||"
                            + "DELETE /f1 HTTP/1.1|Host: x|||HEAD /f65536 HTTP/1.1|Host: x||"
                            + "GET /f65536 HTTP/1.1|Host: x||GET /f1 HTTP/1.1|Host : x||"
                            + "GET /f100 HTTP/1.1|Host: x||");
            assertArrayEquals(content("f100"), client.read().body());
            assertEquals(404, client.read().status());
            assertEquals(405, client.read().status());
            assertEquals(200, client.readHead().status());
            assertArrayEquals(content("f65536"), client.read().body());
            assertEquals(400, client.read().status());
            assertTrue(client.isClosedByServer(), "nothing behind a malformed request is read");
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void nothingInABodyIsEverTakenForARequest(String server) throws IOException {
        for (String framing :
                List.of(
                        "Content-Length: 30",
                        "Transfer-Encoding: chunked",
                        "Content-Length: 4|Transfer-Encoding: chunked",
                        "Transfer-Encoding: chunked|Content-Length: 4",
                        "Transfer-Encoding : chunked",
                        "Transfer-Encoding: xchunked",
                        "Content-Length: 0|Content-Length: 30",
                        "Content-Length: 30\rX: y")) {
            try (RawClient client = connect(server)) {
                client.send("POST /f1 HTTP/1.1|Host: x|" + framing + "||");
                client.send("0||GET /f100 HTTP/1.1|Host: x||");
                assertTrue(client.read().status() >= 400, framing);
                assertTrue(client.isClosedByServer(), framing);
            }
        }
    }

    private static String undated(RawClient.Answer answer) {
        return answer.head().replaceFirst("Date: [^\r]*", "Date:");
    }

    private static RawClient connect(String server) throws IOException {
        return new RawClient(LiveServer.named(server).port());
    }

    private static byte[] content(String file) throws IOException {
        return Files.readAllBytes(LiveServer.ROOT.resolve(file));
    }
}
