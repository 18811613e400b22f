package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.bench.trace.CallCount.Kind;
import webarch.harness.load.SequentialClient;

class AgreementTest {
    private static final String REPLIES = "0123456789abcdef";

    private static CallProfile profile(String server, CallCount... counts) {
        return new CallProfile(server, true, 1000, List.of(counts), REPLIES);
    }

    private static CallCount data(String name, long calls, long bytes) {
        return new CallCount(Kind.DATA, name, calls, bytes, 7, 0);
    }

    private static List<String> differences(CallProfile... profiles) {
        return Agreement.of(List.of(profiles)).differences();
    }

    @Test
    void holdsWhereOnlyTheMechanismDiffers() {
        CallCount futex = new CallCount(Kind.MECHANISM, "futex", 5000, 0, 30, 0);
        CallCount seldom = data("sendfile", 0, 0);
        assertTrue(
                Agreement.of(
                                List.of(
                                        profile("a", data("sendto", 1000, 9000), futex),
                                        profile("b", data("sendto", 1000, 9000), seldom)))
                        .holds());
    }

    @Test
    void holdsWithinTwoPercent() {
        CallProfile one = profile("a", data("sendto", 1000, 9_000));
        assertEquals(List.of(), differences(one, profile("b", data("sendto", 1019, 9_171))));
        assertEquals(
                List.of("sendto, calls per request: a 1.0000 b 1.0210"),
                differences(one, profile("b", data("sendto", 1021, 9_189))));
        assertEquals(
                List.of("sendto, bytes per call: a 9.0000 b 9.2000"),
                differences(one, profile("b", data("sendto", 1000, 9_200))));
    }

    @Test
    void aCallThatOneServerDoesNotMakeIsADifference() {
        assertEquals(
                List.of(
                        "writev, calls per request: a 0.0000 b 1.0000",
                        "writev, bytes per call: a 0.0000 b 9.0000"),
                differences(profile("a"), profile("b", data("writev", 1000, 9000))));
    }

    @Test
    void repliesMustBeTheSameBytes() {
        CallProfile other = new CallProfile("b", true, 1000, List.of(), "fedcba9876543210");
        assertEquals(
                List.of("replies differ: SHA-256 a 0123456789ab, b fedcba987654"),
                differences(profile("a"), other));
    }

    @Test
    void onlyTheValueOfDateIsBlankedOut() {
        assertEquals(
                "HTTP/1.1 200 OK\r\nDate:xxxxxxxxx\r\nLast-Modified: Sun\r\n\r\n",
                SequentialClient.withoutDate(
                        "HTTP/1.1 200 OK\r\nDate: Mon, 1 J\r\nLast-Modified: Sun\r\n\r\n"));
        assertEquals(
                "HTTP/1.1 200 OK\r\n\r\n", SequentialClient.withoutDate("HTTP/1.1 200 OK\r\n\r\n"));
    }
}
