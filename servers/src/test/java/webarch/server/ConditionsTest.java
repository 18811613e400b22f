package webarch.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Conditional requests and ranges: RFC 9110, sections 13 and 14. */
class ConditionsTest {
    static final List<String> OURS = Variants.OURS;

    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");

    /** Fields, and the status of a GET with them; TAG is the file's entity tag. */
    private static final String CONDITIONS =
            """
            If-None-Match: TAG                                                       -> 304
            If-None-Match: W/TAG                                                     -> 304
            If-None-Match: *                                                         -> 304
            If-None-Match: "x", W/"y" ,TAG                                           -> 304
            If-None-Match: "x"                                                       -> 200
            If-None-Match: x                                                         -> 200
            If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT                         -> 304
            If-Modified-Since: Mon, 07 Nov 1994 08:49:37 GMT                         -> 304
            If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT                         -> 200
            If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT                        -> 304
            If-Modified-Since: Sun Nov  6 08:49:37 1994                              -> 304
            If-Modified-Since: yesterday                                             -> 200
            If-None-Match: "x"|If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT      -> 200
            If-Match: TAG                                                            -> 200
            If-Match: *                                                              -> 200
            If-Match: "x", TAG                                                       -> 200
            If-Match: "x"                                                            -> 412
            If-Match: W/TAG                                                          -> 412
            If-Match: "x"|If-None-Match: TAG                                         -> 412
            If-Match: TAG|If-None-Match: TAG                                         -> 304
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT                       -> 200
            If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT                       -> 412
            If-Unmodified-Since: yesterday                                           -> 200
            If-Match: TAG|If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT         -> 200
            Range: bytes=0-9|If-Range: TAG                                           -> 206
            Range: bytes=0-9|If-Range: W/TAG                                         -> 200
            Range: bytes=0-9|If-Range: "x"                                           -> 200
            Range: bytes=0-9|If-Range: Sun, 06 Nov 1994 08:49:37 GMT                 -> 206
            Range: bytes=0-9|If-Range: Mon, 07 Nov 1994 08:49:37 GMT                 -> 200
            Range: bytes=0-9|If-None-Match: TAG                                      -> 304
            Range: bytes=0-9|If-Match: "x"                                           -> 412
            If-Range: "x"                                                            -> 200
            """;

    /** Ranges, and what they come to for each of the files: first and last byte, or a status. */
    private static final String RANGES =
            """
            bytes=0-0            -> 0-0
            bytes=10-19          -> 10-19
            bytes=90-            -> 90-END
            bytes=90-99999999999 -> 90-END
            bytes=-1             -> LAST-END
            bytes=-99999999999   -> 0-END
            BYTES=0-0            -> 0-0
            bytes=99999999999-   -> 416
            bytes=99999999999999999999999- -> 416
            bytes=-0             -> 416
            bytes=5-4            -> 200
            bytes=0-1,3-4        -> 200
            bytes=a-b            -> 200
            bytes=-              -> 200
            bytes=1              -> 200
            bytes                -> 200
            lines=0-1            -> 200
            """;

    @TempDir private static Path root;

    @BeforeAll
    static void createFiles() throws IOException {
        for (String file : List.of("f100", "f65536")) {
            Files.copy(LiveServer.ROOT.resolve(file), root.resolve(file));
            Files.setLastModifiedTime(root.resolve(file), FileTime.from(MODIFIED));
        }
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void conditionsAreEvaluatedInTheOrderOfTheRfc(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        try (RawClient client = new RawClient(live.port())) {
            for (String file : List.of("f100", "f65536")) {
                String tag = client.get("/" + file).field("etag");
                for (String line : CONDITIONS.lines().toList()) {
                    String[] parts = line.split(" +-> ", 2);
                    RawClient.Answer answer = ask(client, file, parts[0].replace("TAG", tag) + "|");
                    assertEquals(parts[1], Integer.toString(answer.status()), line);
                    if (answer.status() == 304) {
                        assertEquals(tag, answer.field("etag"), line);
                        assertNotNull(answer.field("date"), line);
                        assertNull(answer.field("content-length"), line);
                    }
                }
            }
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aRangeIsServedRefusedOrIgnored(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        try (RawClient client = new RawClient(live.port())) {
            for (String file : List.of("f100", "f65536")) {
                byte[] content = Files.readAllBytes(root.resolve(file));
                for (String line : RANGES.lines().toList()) {
                    String[] parts = line.split(" +-> ", 2);
                    RawClient.Answer answer = ask(client, file, "Range: " + parts[0] + "|");
                    check(line, parts[1], content, answer);
                }
            }
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void headTakesNoNoticeOfARange(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        try (RawClient client = new RawClient(live.port())) {
            client.send("HEAD /f100 HTTP/1.1|Host: x|Range: bytes=0-0||");
            RawClient.Answer answer = client.readHead();
            assertEquals(200, answer.status());
            assertEquals("100", answer.field("content-length"));
        }
        live.stop();
    }

    private static void check(
            String line, String expected, byte[] content, RawClient.Answer answer) {
        int size = content.length;
        switch (expected) {
            case "416" -> {
                assertEquals(416, answer.status(), line);
                assertEquals("bytes */" + size, answer.field("content-range"), line);
            }
            case "200" -> {
                assertEquals(200, answer.status(), line);
                assertArrayEquals(content, answer.body(), line);
            }
            default -> {
                String end = Integer.toString(size - 1);
                String part = expected.replace("LAST", end).replace("END", end);
                int first = Integer.parseInt(part.split("-", 2)[0]);
                int last = Integer.parseInt(part.split("-", 2)[1]);
                assertEquals(206, answer.status(), line);
                assertEquals("bytes " + part + "/" + size, answer.field("content-range"), line);
                assertArrayEquals(Arrays.copyOfRange(content, first, last + 1), answer.body());
            }
        }
    }

    private static RawClient.Answer ask(RawClient client, String file, String fields)
            throws IOException {
        return client.send("GET /" + file + " HTTP/1.1|Host: x|" + fields + "|").read();
    }
}
