package webarch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.linux.SystemCalls;
import webarch.server.Counter;
import webarch.server.Counters;

@Timeout(30)
class StageQueueTest {
    private final Counters counters = Counters.inMemory();

    @Test
    void ticketsComeOutInTheOrderInWhichTheyWentIn() {
        Crew crew = new Crew(1);
        StageQueue queue = crew.addQueue(4, StageCounters.READ);
        Seat seat = new Seat(caller());
        for (int round = 0; round < 5; round++) {
            Ticket first = new Ticket(null);
            Ticket second = new Ticket(null);
            queue.put(batch(first, second), caller());
            assertSame(queue, crew.take(seat));
            assertEquals(2, seat.work().size());
            assertSame(first, seat.work().poll());
            assertSame(second, seat.work().poll());
            assertNull(seat.work().poll());
        }
        assertEquals(5, counters.total(Counter.READ_PUTS));
        assertEquals(5, counters.total(Counter.READ_BATCHES));
        assertEquals(10, counters.total(Counter.READ_TICKETS));
        assertEquals(10, counters.total(Counter.READ_QUEUE_LENGTHS));
        assertEquals(2, counters.total(Counter.READ_QUEUE_LONGEST));
        assertEquals(0, counters.total(Counter.READ_WAKES));
    }

    @Test
    void aFullQueueTakesWhatItHasRoomForLeavesTheRestAndCounts() {
        Crew crew = new Crew(1);
        StageQueue queue = crew.addQueue(2, StageCounters.WRITE);
        Ticket third = new Ticket(null);
        Batch batch = batch(new Ticket(null), new Ticket(null), third);
        assertFalse(queue.offer(batch, caller()));
        assertSame(third, batch.poll());
        assertFalse(queue.offer(batch(third), caller()));
        assertEquals(2, counters.total(Counter.QUEUE_FULL));
        assertEquals(1, counters.total(Counter.WRITE_PUTS));
    }

    @Test
    void oneOfSeveralThreadsTakesOneTicketAtATime() {
        Crew crew = new Crew(2);
        StageQueue queue = crew.addQueue(4, StageCounters.READ);
        queue.put(batch(new Ticket(null), new Ticket(null)), caller());
        Seat seat = new Seat(caller());
        crew.take(seat);
        assertEquals(1, seat.work().size());
    }

    @Test
    void theQueueThatWasAddedFirstIsServedFirst() {
        Crew crew = new Crew(1);
        StageQueue replies = crew.addQueue(1, StageCounters.WRITE);
        StageQueue requests = crew.addQueue(1, StageCounters.READ);
        requests.put(batch(new Ticket(null)), caller());
        replies.put(batch(new Ticket(null)), caller());
        Seat seat = new Seat(caller());
        assertSame(replies, crew.take(seat));
        seat.work().poll();
        assertSame(requests, crew.take(seat));
    }

    @Test
    void waitingAndServiceTimesAddUpToTheTimeThatHasPassed() {
        Crew crew = new Crew(1);
        StageQueue queue = crew.addQueue(4, StageCounters.READ);
        Seat seat = new Seat(caller());
        long before = System.nanoTime();
        queue.put(batch(new Ticket(null), new Ticket(null)), caller());
        long put = System.nanoTime();
        pass(2_000_000);
        long taking = System.nanoTime();
        crew.take(seat);
        long taken = System.nanoTime();
        pass(1_000_000);
        long finished = System.nanoTime();
        seat.finish();
        long after = System.nanoTime();
        assertBetween(
                2 * (taking - put),
                counters.total(Counter.READ_QUEUE_WAIT_NS),
                2 * (taken - before));
        assertBetween(finished - taken, counters.total(Counter.READ_SERVICE_NS), after - taking);
    }

    /** Queues down to a single place, threads that sleep and wake in every order. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 4", "2, 4, 3", "3, 2, 1", "64, 2, 2", "1024, 4, 4"})
    void nothingIsLostOrDoubledBetweenSeveralStages(int capacity, int producers, int consumers)
            throws InterruptedException {
        int perProducer = 6000;
        Crew crew = new Crew(consumers);
        StageQueue queue = crew.addQueue(capacity, StageCounters.READ);
        Set<Ticket> taken = ConcurrentHashMap.newKeySet();
        Ticket end = new Ticket(null);
        List<Thread> consuming = new ArrayList<>();
        for (int i = 0; i < consumers; i++) {
            consuming.add(Thread.ofPlatform().start(() -> consume(crew, queue, taken, end)));
        }
        List<Thread> producing = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            producing.add(Thread.ofPlatform().start(() -> produce(queue, perProducer)));
        }
        for (Thread producer : producing) {
            producer.join();
        }
        queue.put(batch(end), caller());
        for (Thread consumer : consuming) {
            consumer.join();
        }
        int tickets = producers * perProducer;
        assertEquals(tickets, taken.size());
        assertEquals(tickets + consumers, counters.total(Counter.READ_TICKETS));
        assertTrue(counters.total(Counter.READ_QUEUE_LONGEST) <= capacity);
        assertTrue(counters.total(Counter.READ_WAKES) <= counters.total(Counter.READ_PUTS));
    }

    /** Batches of one to seven, so that ends of batches and of the queue meet in every way. */
    private void produce(StageQueue queue, int count) {
        Caller own = caller();
        Batch batch = new Batch();
        for (int i = 0; i < count; i++) {
            batch.add(new Ticket(null));
            if (batch.size() > i % 7) {
                queue.put(batch, own);
            }
        }
        queue.put(batch, own);
    }

    /** Passes the end on to the next consumer. */
    private void consume(Crew crew, StageQueue queue, Set<Ticket> taken, Ticket end) {
        Seat seat = new Seat(caller());
        while (true) {
            crew.take(seat);
            Ticket ticket = seat.work().poll();
            while (ticket != null && ticket != end) {
                assertTrue(taken.add(ticket));
                ticket = seat.work().poll();
            }
            if (ticket == end) {
                queue.offer(batch(end), caller());
                return;
            }
        }
    }

    private Caller caller() {
        return new Caller(new SystemCalls(Arena.global()), counters.row());
    }

    private static void pass(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static void assertBetween(long least, long value, long most) {
        assertTrue(least <= value && value <= most, least + " <= " + value + " <= " + most);
    }

    private static Batch batch(Ticket... tickets) {
        Batch batch = new Batch();
        for (Ticket ticket : tickets) {
            batch.add(ticket);
        }
        return batch;
    }
}
