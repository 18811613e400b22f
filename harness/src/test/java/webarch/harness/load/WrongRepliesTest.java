package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import webarch.harness.UsageException;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.load.ScriptedServer.Script;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;
import webarch.harness.workload.Workloads;

/** Each reply that goes wrong is counted by its kind, over either transport. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Transport.class)
class WrongRepliesTest {
    private static final Workload WORKLOAD = Workloads.small();
    private static final RequestLog LOG = WORKLOAD.requestLog(1, 10_000);

    private static final Duration PATIENT = Duration.ofSeconds(10);

    @TempDir private static Path files;

    @Parameter Transport transport;

    @BeforeAll
    static void writeFiles() {
        WORKLOAD.fileSet(1).write(files);
    }

    /** Every third reply goes wrong; nothing else may be counted, and the load goes on. */
    private void assertKind(ErrorKind kind, Script wrong) throws IOException {
        assertKind(kind, wrong, PATIENT);
    }

    private void assertKind(ErrorKind kind, Script wrong, Duration timeout) throws IOException {
        Script script =
                exchange ->
                        exchange.number() % 3 == 2 ? wrong.answer(exchange) : exchange.answerWell();
        LoadSnapshot totals = Loads.totals(transport, LOG, files, script, 20, timeout);
        assertEquals(totals.requestsSent() / 3, totals.errors().get(kind), totals.toString());
        assertEquals(totals.errorCount(), totals.errors().get(kind), totals.toString());
    }

    @Test
    void aStatusOtherThan200() throws IOException {
        assertKind(
                ErrorKind.STATUS,
                exchange -> {
                    exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                    return true;
                });
    }

    @Test
    void closedBeforeTheReply() throws IOException {
        assertKind(ErrorKind.CLOSED, _ -> false);
    }

    @Test
    void closedWithinTheBody() throws IOException {
        assertKind(
                ErrorKind.CLOSED,
                exchange -> {
                    exchange.send(exchange.headWithLength());
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length - 1));
                    return false;
                });
    }

    @Test
    void reset() throws IOException {
        assertKind(
                ErrorKind.RESET,
                exchange -> {
                    exchange.socket().setSoLinger(true, 0);
                    return false;
                });
    }

    @Test
    void noReplyInTime() throws IOException {
        assertKind(ErrorKind.TIMEOUT, _ -> true, Duration.ofMillis(500));
    }

    @Test
    void aLengthThatIsNotTheFiles() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(Exchange.head("Content-Length: 3") + "abc");
                    return true;
                });
    }

    @Test
    void moreThanWasAnnounced() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(exchange.headWithLength());
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length + 1));
                    return true;
                });
    }

    @Test
    void anUnframedBodyCutShort() throws IOException {
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    exchange.send(Exchange.head("Server: old"));
                    exchange.send(Arrays.copyOf(exchange.body(), exchange.body().length - 1));
                    return false;
                });
    }

    @Test
    void oneFlippedBit() throws IOException {
        if (transport == Transport.NATIVE) {
            LoadOptions comparing =
                    Loads.closed(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 1);
            assertThrows(UsageException.class, () -> comparing.withTransport(transport));
            return;
        }
        assertKind(
                ErrorKind.BODY,
                exchange -> {
                    byte[] body = exchange.body();
                    body[body.length - 1] ^= 1;
                    return exchange.answerWell();
                });
    }

    @Test
    void aReplyThatIsNotHttp() throws IOException {
        assertKind(
                ErrorKind.OTHER,
                exchange -> {
                    exchange.send("220 mail.example.org ESMTP\r\n\r\n");
                    return true;
                });
    }

    @Test
    void aChunkedReply() throws IOException {
        assertKind(
                ErrorKind.OTHER,
                exchange -> {
                    exchange.send(Exchange.head("Transfer-Encoding: chunked") + "0\r\n\r\n");
                    return true;
                });
    }
}
