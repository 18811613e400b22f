package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many bytes of heap a request costs, once the code is compiled: what all threads but the
 * client's allocate while it asks.
 */
class AllocationTest {
    private static final int REQUESTS = 5_000;

    /** The compilers work beside the server; how soon they are done is not what is tested. */
    private static final int ROUNDS = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The JDK's scheduler makes a task of 32 bytes out of every thread that becomes runnable. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            textBlock =
                    """
                    knot                 -> 8
                    knot --carriers 2    -> 8
                    knot --scheduler jdk -> 48
                    """)
    void aRequestAllocatesNothingButWhatItsSchedulerNeeds(String server, long most)
            throws IOException {
        try (RawClient client = new RawClient(LiveServer.named(server).port())) {
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > most * REQUESTS; round++) {
                long before = allocatedByOthers();
                for (int i = 0; i < REQUESTS; i++) {
                    assertEquals(200, client.get("/f100").status());
                }
                least = Math.min(least, allocatedByOthers() - before);
            }
            assertTrue(least <= most * REQUESTS, least + " bytes for " + REQUESTS + " requests");
        }
    }

    private long allocatedByOthers() {
        long own = Thread.currentThread().threadId();
        long[] others = LongStream.of(threads.getAllThreadIds()).filter(id -> id != own).toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(others)).filter(n -> n > 0).sum();
    }
}
