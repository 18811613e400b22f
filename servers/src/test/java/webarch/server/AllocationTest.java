package webarch.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the steady state, serving a request allocates nothing on the heap. */
class AllocationTest {
    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 5000;

    /** Far below the smallest object a request, but not zero: a file is looked at now and then. */
    private static final double MOST_BYTES_PER_REQUEST = 1;

    /** Until the compilers have done away with what interpreted code allocates. */
    private static final int MOST_WARM_UPS = 20;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userver",
                "watpipe",
                "watpipe --readers 2 --writers 2",
                "watpipe --workers 2",
                "watpipe --sockets blocking --writers 2"
            })
    void aRequestAllocatesNothing(String variant) throws Exception {
        Set<Long> before = liveThreads();
        LiveServer server = LiveServer.start(variant);
        long[] threads =
                liveThreads().stream()
                        .filter(id -> !before.contains(id))
                        .mapToLong(id -> id)
                        .toArray();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new RawClient(server.port()));
        }
        double bytes = load(clients, threads);
        for (int i = 0; i < MOST_WARM_UPS && bytes > MOST_BYTES_PER_REQUEST; i++) {
            bytes = load(clients, threads);
        }
        for (RawClient client : clients) {
            client.close();
        }
        server.stop();
        assertTrue(bytes <= MOST_BYTES_PER_REQUEST, bytes + " bytes a request");
    }

    /** Has every client ask for small and large files in turn; returns bytes per request. */
    private static double load(List<RawClient> clients, long[] threads) throws IOException {
        Exchange small = Exchange.learn(clients.getFirst(), "/f4096");
        Exchange large = Exchange.learn(clients.getFirst(), "/f65536");
        long start = allocated(threads);
        for (int i = 0; i < ROUNDS; i++) {
            Exchange exchange = i % 8 == 0 ? large : small;
            for (RawClient client : clients) {
                client.socket().getOutputStream().write(exchange.request);
            }
            for (RawClient client : clients) {
                client.socket().getInputStream().skipNBytes(exchange.replySize);
            }
        }
        return (double) (allocated(threads) - start) / ROUNDS / CONNECTIONS;
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

    private static Set<Long> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::threadId)
                .collect(Collectors.toSet());
    }

    private static long allocated(long[] threads) {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(threads)) {
            sum += bytes;
        }
        return sum;
    }
}
