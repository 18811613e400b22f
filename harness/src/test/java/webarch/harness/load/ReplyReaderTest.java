package webarch.harness.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import webarch.harness.load.ReplyReader.Outcome;
import webarch.harness.workload.FileContent;
import webarch.harness.workload.ServedFile;

class ReplyReaderTest {
    private static final ServedFile FILE = new ServedFile("f", 4, new FileContent(0));

    private final ReplyReader reader = new ReplyReader(false);

    private Outcome read(String text) {
        return reader.read(ByteBuffer.wrap(text.replace("|", "\r\n").getBytes(US_ASCII)));
    }

    private Outcome readNew(String text) {
        reader.expect(FILE, false);
        return read(text);
    }

    @Test
    void aReplyIsTheSameHoweverItIsCut() {
        String reply = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 4\r\n\r\nbody";
        for (int first = 0; first <= reply.length(); first++) {
            for (int second = first; second < reply.length(); second++) {
                reader.expect(FILE, false);
                assertEquals(Outcome.MORE, read(reply.substring(0, first)));
                assertEquals(Outcome.MORE, read(reply.substring(first, second)));
                assertEquals(Outcome.REPLY, read(reply.substring(second)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Content-Length: 4||, REPLY",
        "HTTP/1.1 200 OK|Server: x||, REPLY",
        "HTTP/1.1 200 OK|Content-Length: 5||, WRONG_BODY",
        "HTTP/1.1 200 OK|Content-Length: 4||body, WRONG_BODY",
        "HTTP/1.1 404 Not Found|Content-Length: 0||, WRONG_STATUS",
        "HTTP/1.1 200 OK|Content-Length: 4|, MORE",
    })
    void aReplyToHeadHasNoBody(String text, Outcome outcome) {
        reader.expect(FILE, true);
        assertEquals(outcome, read(text));
    }

    @Test
    void anEmptyFileIsCompleteWithItsHead() {
        reader.expect(new ServedFile("f", 0, new FileContent(0)), false);
        assertEquals(Outcome.REPLY, read("HTTP/1.1 200 OK|Content-Length: 0||"));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Content-Length: 4||body, true",
        "HTTP/1.1 200 OK|Content-Length: 4|Connection: keep-alive||body, true",
        "HTTP/1.1 200 OK|Content-Length: 4|CONNECTION:close||body, false",
        "HTTP/1.0 200 OK|Content-Length: 4||body, false",
        "HTTP/1.0 200 OK|Content-Length: 4|Connection: Keep-Alive||body, true",
    })
    void saysWhetherTheConnectionStays(String text, boolean stays) {
        assertEquals(Outcome.REPLY, readNew(text));
        assertEquals(stays, reader.keepsAlive());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 206 Partial Content|Content-Length: 4||body, WRONG_STATUS",
        "HTTP/1.1 2000 OK|Content-Length: 4||body, MALFORMED",
        "HTTP/1.1 200 OK|Content-Length: 5||body, WRONG_BODY",
        "HTTP/1.1 200 OK|Content-Length: 4||body!, WRONG_BODY",
        "HTTP/1.1 200 OK|Content-Length: 4|Content-Length: 5||body, MALFORMED",
        "HTTP/1.1 200 OK|Content-Length: -4||body, MALFORMED",
        "HTTP/1.1 200 OK|Content-Length: 4x||body, MALFORMED",
        "HTTP/1.1 200 OK|Content-Length: 4444444444444444444444||, MALFORMED",
        "HTTP/1.1 200 OK|Content-Length:||, MALFORMED",
        "HTTP/1.1 200 OK|transfer-encoding: chunked||, MALFORMED",
        "HTTP/2 200 OK|Content-Length: 4||body, MALFORMED",
        "||, MALFORMED",
    })
    void noticesWhatIsWrong(String text, Outcome outcome) {
        assertEquals(outcome, readNew(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 2000, 15_000})
    void headsMayBeLong(int length) {
        String field = "X: " + "x".repeat(length);
        assertEquals(
                Outcome.REPLY, readNew("HTTP/1.1 200 OK|" + field + "|Content-Length: 4||body"));
    }

    @Test
    void headsMayNotBeEndless() {
        assertEquals(Outcome.MALFORMED, readNew("HTTP/1.1 200 OK|X: " + "x".repeat(20_000)));
    }

    @Test
    void theRestOfABodyMayBeThrownAwayUnread() {
        assertEquals(Outcome.MORE, readNew("HTTP/1.1 200 OK|Content-Length: 4||b"));
        assertEquals(3, reader.awaitedBody());
        assertEquals(Outcome.MORE, reader.discarded(2));
        assertEquals(1, reader.awaitedBody());
        assertEquals(Outcome.REPLY, reader.discarded(1));
        assertEquals(Outcome.MORE, readNew("HTTP/1.1 200 OK|Content-Length: 4||b"));
        assertEquals(Outcome.WRONG_BODY, reader.discarded(4));
    }

    @Test
    void whatHasToBeLookedAtIsNotAwaited() {
        ReplyReader checking = new ReplyReader(true);
        checking.expect(FILE, false);
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n".getBytes(US_ASCII);
        assertEquals(Outcome.MORE, checking.read(ByteBuffer.wrap(head)));
        assertEquals(0, checking.awaitedBody());
        reader.expect(FILE, false);
        assertEquals(0, reader.awaitedBody(), "the head is to come");
    }

    @Test
    void withoutALengthTheBodyLastsUntilTheConnectionEnds() {
        assertEquals(Outcome.MORE, readNew("HTTP/1.1 200 OK||bod"));
        assertTrue(reader.endsAtClose());
        assertFalse(reader.completeAtClose());
        assertEquals(Outcome.MORE, read("y"));
        assertTrue(reader.completeAtClose());
    }
}
