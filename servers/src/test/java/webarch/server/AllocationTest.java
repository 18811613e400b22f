package webarch.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many bytes of heap a request costs in the steady state: what all threads but the client's
 * allocate while it asks.
 */
class AllocationTest {
    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 2000;

    /** Until the compilers have done away with what interpreted code allocates. */
    private static final int MOST_WARM_UPS = 50;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * One byte is far below the smallest object a request, but not zero: a file is looked at now
     * and then. The JDK's scheduler makes a task of 32 bytes out of every thread that becomes
     * runnable.
     */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            textBlock =
                    """
                    userver                                -> 1
                    watpipe                                -> 1
                    watpipe --readers 2 --writers 2        -> 1
                    watpipe --sockets blocking --writers 2 -> 1
                    knot                                   -> 8
                    knot --scheduler jdk                   -> 48
                    """)
    void aRequestAllocatesNothingButWhatItsSchedulerNeeds(String variant, double most)
            throws Exception {
        LiveServer server = LiveServer.start(variant);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new RawClient(server.port()));
        }
        double bytes = load(clients);
        for (int i = 0; i < MOST_WARM_UPS && bytes > most; i++) {
            bytes = load(clients);
        }
        for (RawClient client : clients) {
            client.close();
        }
        server.stop();
        assertTrue(bytes <= most, bytes + " bytes a request");
    }

    /** Has every client ask for small and large files in turn; returns bytes per request. */
    private static double load(List<RawClient> clients) throws IOException {
        Exchange small = Exchange.learn(clients.getFirst(), "/f4096");
        Exchange large = Exchange.learn(clients.getFirst(), "/f65536");
        long start = allocatedByOthers();
        for (int i = 0; i < ROUNDS; i++) {
            Exchange exchange = i % 8 == 0 ? large : small;
            for (RawClient client : clients) {
                client.socket().getOutputStream().write(exchange.request);
            }
            for (RawClient client : clients) {
                client.socket().getInputStream().skipNBytes(exchange.replySize);
            }
        }
        return (double) (allocatedByOthers() - start) / ROUNDS / CONNECTIONS;
    }

    /** A request and the size of its reply, which does not change. */
    private record Exchange(byte[] request, long replySize) {
        static Exchange learn(RawClient client, String target) throws IOException {
            String request = "GET " + target + " HTTP/1.1|Host: x||";
            RawClient.Answer answer = client.send(request).read();
            return new Exchange(
                    request.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII),
                    (long) answer.head().length() + answer.body().length);
        }
    }

    private static long allocatedByOthers() {
        long own = Thread.currentThread().threadId();
        long[] others = LongStream.of(THREADS.getAllThreadIds()).filter(id -> id != own).toArray();
        return LongStream.of(THREADS.getThreadAllocatedBytes(others)).filter(n -> n > 0).sum();
    }
}
