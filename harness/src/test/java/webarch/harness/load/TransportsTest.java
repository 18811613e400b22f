package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** Netty and system calls of our own give the same answers. */
@Timeout(60)
class TransportsTest {
    private static final int REQUESTS = 600;

    @TempDir private Path files;

    /** What a load counts, which no clock decides. */
    private record Counts(
            List<Outcomes> classes,
            long receivedBytes,
            long connects,
            long sessions,
            long requestsSent,
            long outstanding) {

        static Counts of(LoadSnapshot totals) {
            return new Counts(
                    totals.classes(),
                    totals.receivedBytes(),
                    totals.connects(),
                    totals.sessions().begun(),
                    totals.requestsSent(),
                    totals.outstanding());
        }
    }

    /** The same, and what the server was asked for on each connection. */
    private record Answers(Counts counts, List<List<String>> paths, List<String> methods) {}

    /** Now and then something else than a reply; the client asks on, or gives its session up. */
    private static boolean answer(Exchange exchange) throws IOException {
        int number = exchange.number();
        if (number % 97 == 96) {
            exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            return true;
        }
        if (number % 89 == 88) {
            exchange.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }
        return number % 83 != 82 && exchange.answerWell();
    }

    /** Of one client that asks for so many files and waits for the reply to one more. */
    private Answers answers(Transport transport, RequestLog log) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        ScriptedServer.Script script =
                exchange ->
                        exchange.number() < REQUESTS
                                ? answer(exchange)
                                : exchange.answerAfter(over);
        try (ScriptedServer server = new ScriptedServer(files, script);
                LoadGenerator load =
                        new LoadGenerator(
                                new LoadOptions(
                                                server.address(),
                                                1,
                                                1,
                                                Duration.ofSeconds(30),
                                                false)
                                        .withTransport(transport),
                                log)) {
            load.start();
            Loads.await(() -> server.requests() > REQUESTS);
            Answers answers =
                    new Answers(
                            Counts.of(load.take().totals()),
                            server.connections().stream().map(List::copyOf).toList(),
                            List.copyOf(server.methods()));
            over.countDown();
            return answers;
        }
    }

    @Test
    void bothCountTheSameOfTheSameLog() throws IOException {
        Workload workload = Loads.withHeads(0.1);
        RequestLog log = workload.requestLog(1, 10_000);
        log.fileSet().write(files);
        Answers netty = answers(Transport.NETTY, log);
        Answers ours = answers(Transport.NATIVE, log);
        Counts counts = netty.counts();
        assertEquals(counts, ours.counts());
        assertTrue(netty.equals(ours), "the server was asked for something else");
        assertEquals(REQUESTS + 1, counts.requestsSent());
        assertEquals(1, counts.outstanding());
        Map<ErrorKind, Long> errors =
                counts.classes().stream().reduce(Outcomes::plus).orElseThrow().errors();
        assertTrue(errors.get(ErrorKind.STATUS) > 10, errors.toString());
        assertTrue(errors.get(ErrorKind.CLOSED) > 5, errors.toString());
    }
}
