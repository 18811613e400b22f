package webarch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import webarch.server.Counter;
import webarch.server.Counters;

class StageQueueTest {
    private final Counters counters = Counters.inMemory();
    private final Counters.Row row = counters.row();

    @Test
    void ticketsComeOutInTheOrderInWhichTheyWentIn() {
        StageQueue queue = new StageQueue(4);
        Batch out = new Batch();
        for (int round = 0; round < 5; round++) {
            Ticket first = new Ticket(null);
            Ticket second = new Ticket(null);
            queue.put(batch(first, second), row);
            out.clear();
            queue.take(out);
            assertEquals(2, out.size());
            assertSame(first, out.get(0));
            assertSame(second, out.get(1));
        }
    }

    @Test
    void aFullQueueRefusesAndCounts() {
        StageQueue queue = new StageQueue(1);
        assertTrue(queue.offer(new Ticket(null), row));
        assertFalse(queue.offer(new Ticket(null), row));
        assertEquals(1, counters.total(Counter.QUEUE_FULL));
    }

    @Test
    void nothingIsLostOrDoubledBetweenSeveralStages() throws InterruptedException {
        StageQueue queue = new StageQueue(3);
        Set<Ticket> taken = ConcurrentHashMap.newKeySet();
        int perProducer = 10_000;
        Thread[] producers = new Thread[2];
        for (int i = 0; i < producers.length; i++) {
            producers[i] = Thread.ofPlatform().start(() -> produce(queue, perProducer));
        }
        Ticket end = new Ticket(null);
        Thread[] consumers = new Thread[2];
        for (int i = 0; i < consumers.length; i++) {
            consumers[i] = Thread.ofPlatform().start(() -> consume(queue, taken, end));
        }
        for (Thread producer : producers) {
            producer.join();
        }
        for (int i = 0; i < consumers.length; i++) {
            queue.put(batch(end), Counters.inMemory().row());
        }
        for (Thread consumer : consumers) {
            consumer.join();
        }
        assertEquals(producers.length * perProducer, taken.size());
    }

    private static void produce(StageQueue queue, int count) {
        Counters.Row own = Counters.inMemory().row();
        for (int i = 0; i < count; i += 2) {
            queue.put(batch(new Ticket(null), new Ticket(null)), own);
        }
    }

    /** Leaves further ends to the other consumers. */
    private static void consume(StageQueue queue, Set<Ticket> taken, Ticket end) {
        Batch batch = new Batch();
        while (true) {
            batch.clear();
            queue.take(batch);
            boolean ended = false;
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i) != end) {
                    assertTrue(taken.add(batch.get(i)));
                } else if (ended) {
                    queue.put(batch(end), Counters.inMemory().row());
                } else {
                    ended = true;
                }
            }
            if (ended) {
                return;
            }
        }
    }

    private static Batch batch(Ticket... tickets) {
        Batch batch = new Batch();
        for (Ticket ticket : tickets) {
            batch.add(ticket);
        }
        return batch;
    }
}
