package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workloads;

/** Which sessions of a log a load asks for. */
class SessionSourceTest {
    private final RequestLog log = Workloads.small().requestLog(1, 100);

    private List<Integer> taken(int number, int of, int count) {
        SessionSource source = new SessionSource(log, number, of);
        return IntStream.range(0, count).mapToObj(_ -> source.take()).toList();
    }

    @Test
    void hostsTakeEverySessionOnceBetweenThem() {
        List<Integer> all = new ArrayList<>();
        for (int host = 0; host < 3; host++) {
            all.addAll(taken(host, 3, (log.sessions() - host + 2) / 3));
        }
        assertEquals(
                IntStream.range(0, log.sessions()).boxed().toList(),
                all.stream().sorted().toList());
    }

    @Test
    void aHostBeginsItsShareAgain() {
        int share = (log.sessions() - 1 + 2) / 3;
        List<Integer> twice = taken(1, 3, 2 * share);
        assertEquals(twice.subList(0, share), twice.subList(share, 2 * share));
    }
}
