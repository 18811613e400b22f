package webarch.server.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads carried by the test's own thread, so that their order is known. */
class VirtualThreadsTest {
    private final ArrayDeque<Runnable> runnable = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final Parking parking = new Parking();

    @Test
    void aThreadRunsUntilItParksAndGoesOnWhenItIsSignalled() {
        VirtualThreads.scheduledBy(runnable::add)
                .start(
                        () -> {
                            log.add("before");
                            parking.await();
                            log.add("after");
                        });
        assertEquals(List.of(), log);
        runAll();
        assertEquals(List.of("before"), log);
        parking.signal(1);
        assertEquals(List.of("before"), log);
        runAll();
        assertEquals(List.of("before", "after"), log);
    }

    @Test
    void aSignalBeforeTheWaitIsNotLost() {
        parking.signal(1);
        VirtualThreads.scheduledBy(runnable::add)
                .start(
                        () -> {
                            parking.await();
                            log.add("first");
                            parking.await();
                            log.add("second");
                        });
        runAll();
        assertEquals(List.of("first"), log);
        parking.signal(1);
        runAll();
        assertEquals(List.of("first", "second"), log);
    }

    @Test
    void threadsTakeTurns() {
        Thread.Builder.OfVirtual threads = VirtualThreads.scheduledBy(runnable::add);
        for (String name : List.of("a", "b")) {
            threads.start(
                    () -> {
                        log.add(name + "1");
                        giveWay();
                        log.add(name + "2");
                    });
        }
        runAll();
        assertEquals(List.of("a1", "b1", "a2", "b2"), log);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the scheduler is the test's own
    private static void giveWay() {
        Thread.yield();
    }

    private void runAll() {
        while (!runnable.isEmpty()) {
            runnable.remove().run();
        }
    }
}
