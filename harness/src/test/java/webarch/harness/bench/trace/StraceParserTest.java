package webarch.harness.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as strace 6 writes them. */
class StraceParserTest {
    private final StraceParser parser = new StraceParser();

    private List<SystemCall> parse(String lines) {
        return lines.lines().flatMap(line -> parser.next(line).stream()).toList();
    }

    @Test
    void aCallOnOneLine() {
        assertEquals(
                List.of(new SystemCall(17, "recvfrom", 24, 96, "", 1)),
                parse("17  recvfrom(24, \"\"..., 8192, 0, NULL, NULL) = 96\n"));
    }

    @Test
    void anErrorHasItsName() {
        List<SystemCall> calls =
                parse(
                        """
                        17  sendfile(24, 30, 0x7f4e, 90) = -1 EAGAIN (Resource temporarily unavailable)
                        18  futex(0x7f4e, FUTEX_WAIT_PRIVATE, 2, NULL) = -1 ETIMEDOUT (Connection timed out)
                        """);
        assertEquals(new SystemCall(17, "sendfile", 24, -1, "EAGAIN", 1), calls.getFirst());
        assertEquals(new SystemCall(18, "futex", -1, -1, "ETIMEDOUT", 2), calls.getLast());
    }

    @Test
    void aCallCutInTwoCountsFromItsBeginning() {
        List<SystemCall> calls =
                parse(
                        """
                        17  recvfrom(24,  <unfinished ...>
                        18  epoll_wait(5, 0x7f4e, 512, -1) = 1
                        17  <... recvfrom resumed>""..., 8192, 0, NULL, NULL) = 96
                        """);
        assertEquals(new SystemCall(18, "epoll_wait", 5, 1, "", 2), calls.getFirst());
        assertEquals(new SystemCall(17, "recvfrom", 24, 96, "", 1), calls.getLast());
    }

    @Test
    void callsOfSeveralThreadsMayBeCutAtTheSameTime() {
        List<SystemCall> calls =
                parse(
                        """
                        17  futex(0x7f4e, FUTEX_WAKE_PRIVATE, 1 <unfinished ...>
                        18  sendto(9, ""..., 10, MSG_NOSIGNAL, NULL, 0 <unfinished ...>
                        17  <... futex resumed>)              = 1
                        18  <... sendto resumed>)             = 10
                        """);
        assertEquals(
                List.of(
                        new SystemCall(17, "futex", -1, 1, "", 1),
                        new SystemCall(18, "sendto", 9, 10, "", 2)),
                calls);
    }

    @Test
    void addressesAndRemarksAreAnswersToo() {
        List<SystemCall> calls =
                parse(
                        """
                        17  mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7fef12a8d000
                        17  poll([], 1, 100)      = 0 (Timeout)
                        """);
        assertEquals(0x7fef12a8d000L, calls.getFirst().result());
        assertEquals(new SystemCall(17, "poll", -1, 0, "", 2), calls.getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17  --- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_ACCERR, si_addr=0x7f05} ---",
                "17  +++ exited with 0 +++",
                "17  +++ killed by SIGKILL +++",
                "17  exit_group(0)                       = ?",
                "17  futex(0x7f4e, FUTEX_WAIT, 2) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
                "17  <... futex resumed> <unfinished ...>) = ?",
                "17  <... futex resumed>)                = 0",
                "strace: Process 18 attached",
                ""
            })
    void whatIsNoCompleteCallIsNone(String line) {
        assertEquals(List.of(), parse(line + "\n"));
    }
}
