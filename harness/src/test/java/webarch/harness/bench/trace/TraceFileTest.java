package webarch.harness.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.bench.trace.CallCount.Kind;

class TraceFileTest {
    /**
     * Threads 1 reads and 2 writes, 3 compiles; one request of warm-up, two that count, one more.
     */
    private static final String TRACE =
            """
            1  read(4, ""..., 832) = 832
            1  accept4(3, NULL, NULL, SOCK_NONBLOCK) = 9
            1  epoll_wait(5, 0x7f, 512, -1) = 1
            1  recvfrom(9, ""..., 8192, 0, NULL, NULL) = 50
            2  sendto(9, ""..., 300, MSG_NOSIGNAL, NULL, 0) = 300
            1  epoll_wait(5, 0x7f, 512, -1) = 1
            1  recvfrom(9, ""..., 8192, 0, NULL, NULL) = 52
            2  sendto(9, ""..., 200, MSG_NOSIGNAL|MSG_MORE, NULL, 0) = 200
            2  sendfile(9, 30, 0x7f, 9000) = 5000
            3  futex(0x7f, FUTEX_WAKE_PRIVATE, 1) = 1
            2  sendfile(9, 30, 0x7f, 4000) = -1 EAGAIN (Resource temporarily unavailable)
            2  sendfile(9, 30, 0x7f, 4000 <unfinished ...>
            1  recvfrom(9, 0x7f, 8192, 0, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)
            1  epoll_wait(5, 0x7f, 512, -1 <unfinished ...>
            2  <... sendfile resumed>) = 4000
            1  <... epoll_wait resumed>) = 1
            1  recvfrom(9, ""..., 8192, 0, NULL, NULL) = 48
            1  write(7, ""..., 8) = 8
            2  read(7, ""..., 8) = 8
            2  futex(0x7f, FUTEX_WAIT_PRIVATE, 2, NULL) = -1 ETIMEDOUT (Connection timed out)
            2  sendto(9, ""..., 400, MSG_NOSIGNAL, NULL, 0) = 400
            1  epoll_wait(5, 0x7f, 512, -1) = 1
            1  recvfrom(9, ""..., 8192, 0, NULL, NULL) = 50
            2  sendto(9, ""..., 300, MSG_NOSIGNAL, NULL, 0) = 300
            """;

    @TempDir private Path folder;

    private TraceFile file(String text) throws IOException {
        return new TraceFile(Files.writeString(folder.resolve("trace"), text));
    }

    @Test
    void onlyWhatTheListedRequestsTakeCounts() throws IOException {
        assertEquals(
                List.of(
                        new CallCount(Kind.DATA, "recvfrom", 2, 100, 1, 0),
                        new CallCount(Kind.DATA, "sendfile", 2, 9000, 1, 0),
                        new CallCount(Kind.DATA, "sendto", 2, 600, 0, 0),
                        new CallCount(Kind.MECHANISM, "epoll_wait", 2, 0, 0, 0),
                        new CallCount(Kind.MECHANISM, "read", 1, 0, 0, 0),
                        new CallCount(Kind.MECHANISM, "write", 1, 0, 0, 0),
                        new CallCount(Kind.MECHANISM, "futex", 0, 0, 0, 1),
                        new CallCount(Kind.BACKGROUND, "futex", 1, 0, 0, 0)),
                file(TRACE).count(50, 100));
    }

    @Test
    void bytesPerCallAreThoseOfSuccessfulCalls() throws IOException {
        List<CallCount> counts = file(TRACE).count(50, 100);
        assertEquals(4500, counts.get(1).bytesPerCall());
        assertTrue(Double.isNaN(counts.get(3).bytesPerCall()), "epoll_wait moves no bytes");
    }

    @Test
    void aTraceThatEndsTooEarlyIsRefused() throws IOException {
        TraceFile cut = file(TRACE.lines().limit(21).collect(Collectors.joining("\n")));
        IOException refusal = assertThrows(IOException.class, () -> cut.count(50, 100));
        assertEquals(
                "trace: holds 150 bytes of requests where 150 and one more request were sent",
                refusal.getMessage());
    }

    @Test
    void aDescriptorThatIsUsedAgainIsNoConnection() throws IOException {
        String reused =
                """
                1  accept4(3, NULL, NULL, SOCK_NONBLOCK) = 8
                1  close(8) = 0
                1  read(8, ""..., 832) = 832
                """;
        assertEquals(file(TRACE).count(50, 100), file(reused + TRACE).count(50, 100));
    }
}
