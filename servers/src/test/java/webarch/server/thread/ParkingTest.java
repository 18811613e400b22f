package webarch.server.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads that tell each other of events, on carriers of their own. */
class ParkingTest {
    private static final int ROUNDS = 20_000;

    private final Parking parking = new Parking();

    @Test
    void eventsBeforeTheWaitAreKeptAndTakenTogether() {
        parking.signal(1);
        parking.signal(4);
        assertEquals(5, parking.await());
    }

    @Test
    void eventsOutsideTheMaskStayForTheNextWait() {
        parking.signal(1 | 2);
        assertEquals(2, parking.await(2));
        assertEquals(1, parking.await());
    }

    @Test
    void aThreadThatWaitsForOneEventSleepsThroughTheOthers() throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        Thread waiter = Thread.ofVirtual().start(() -> seen.add(parking.await(2)));
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        parking.signal(1);
        assertTrue(waiter.isAlive());
        parking.signal(2);
        waiter.join();
        assertEquals(List.of(2), seen);
        assertEquals(1, parking.await());
    }

    @Test
    void noSignalIsLostBetweenThreadsThatTakeTurns() throws InterruptedException {
        Parking other = new Parking();
        Thread echo =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; i < ROUNDS; i++) {
                                        other.await();
                                        parking.signal(1);
                                    }
                                });
        for (int i = 0; i < ROUNDS; i++) {
            other.signal(1);
            assertEquals(1, parking.await());
        }
        echo.join();
        assertFalse(echo.isAlive());
    }

    @Test
    void noEventOfSeveralSignallersIsLost() throws InterruptedException {
        int[] taken = new int[3];
        Parking[] answers = {new Parking(), new Parking(), new Parking()};
        List<Thread> signallers = new ArrayList<>();
        for (int number = 0; number < answers.length; number++) {
            int event = 1 << number;
            Parking answer = answers[number];
            signallers.add(Thread.ofVirtual().start(() -> signalAndWait(event, answer)));
        }
        for (int total = 0; total < answers.length * ROUNDS; ) {
            int events = parking.await();
            for (int number = 0; number < answers.length; number++) {
                if ((events & 1 << number) != 0) {
                    taken[number]++;
                    total++;
                    answers[number].signal(1);
                }
            }
        }
        for (Thread signaller : signallers) {
            signaller.join();
        }
        assertEquals(ROUNDS, taken[0]);
        assertEquals(ROUNDS, taken[1]);
        assertEquals(ROUNDS, taken[2]);
    }

    private void signalAndWait(int event, Parking answer) {
        for (int i = 0; i < ROUNDS; i++) {
            parking.signal(event);
            answer.await();
        }
    }
}
