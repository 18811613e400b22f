package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What clients did with their time, as loops count it. */
class LoadCountersTest {
    @Test
    void loopsThatAreAskedAtDifferentTimesStillObeyLittlesLaw() {
        LoadCounters punctual = loop(2);
        LoadCounters late = loop(3);
        LoadSnapshot before = punctual.snapshot(1000).plus(late.snapshot(1500)).at(1250);
        LoadSnapshot after = punctual.snapshot(2000).plus(late.snapshot(4500)).at(3250);
        LoadWindow window =
                new LoadWindow(
                        before, after.minus(before), Distributions.none(), 5, Optional.empty());
        assertEquals(0, window.littleResidual(), 1e-12);
    }

    @Test
    void aClientThatLosesTimeShows() {
        LoadCounters loop = loop(2);
        LoadSnapshot before = loop.snapshot(1000);
        loop.clockStopped(1000);
        LoadSnapshot after = loop.snapshot(2000);
        LoadWindow window =
                new LoadWindow(
                        before, after.minus(before), Distributions.none(), 2, Optional.empty());
        assertEquals(-0.5, window.littleResidual(), 1e-12);
    }

    private static LoadCounters loop(int clients) {
        LoadCounters loop = new LoadCounters(clients, 1);
        for (int client = 0; client < clients; client++) {
            loop.clockStarted(500);
        }
        return loop;
    }
}
