package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<String> done = new ArrayList<>();

    private Network.Timer add(long due, String name) {
        return timers.add(due, () -> done.add(name));
    }

    @Test
    void tasksRunInTheOrderOfTheirTimesAndThenOfTheirAdding() {
        add(20, "late");
        add(10, "first");
        add(10, "second");
        timers.run(19);
        assertEquals(List.of("first", "second"), done);
        assertEquals(1, timers.left(19));
        timers.run(25);
        assertEquals(List.of("first", "second", "late"), done);
        assertEquals(-1, timers.left(25));
    }

    @Test
    void whatATaskAddsWaitsForTheNextTurn() {
        timers.add(10, () -> add(10, "added"));
        timers.run(10);
        assertEquals(List.of(), done);
        assertEquals(0, timers.left(10));
        timers.run(10);
        assertEquals(List.of("added"), done);
    }

    @Test
    void aCancelledTaskDoesNothing() {
        add(10, "cancelled").cancel();
        add(10, "other");
        timers.run(10);
        assertEquals(List.of("other"), done);
    }

    @Test
    void timesMayOverflow() {
        add(Long.MIN_VALUE + 5, "late");
        add(Long.MAX_VALUE - 5, "early");
        timers.run(Long.MAX_VALUE);
        assertEquals(List.of("early"), done);
    }
}
