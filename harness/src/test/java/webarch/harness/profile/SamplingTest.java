package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each process is billed as long as it is sampled, whatever the samplers of others take. */
class SamplingTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 3 * SECOND;
    private static final long STOP = SECOND;

    /** Requests, in each second of all processes. */
    private static final long PER_SECOND = 1000;

    private long now;

    /** Of a process that is always on a CPU; it samples from the end of its start on. */
    private final class Slow implements Sampler {
        private long from;
        private long to;

        @Override
        public void start(Duration interval) {
            now += START;
            from = now;
        }

        @Override
        public void stop() {
            to = now;
            now += STOP;
        }

        @Override
        public String engine() {
            return "none";
        }

        @Override
        public Samples samples() {
            throw new AssertionError("not asked for");
        }
    }

    private Sampling of(Slow sampler) {
        return new Sampling(sampler, () -> now, () -> now / SECOND * PER_SECOND);
    }

    @Test
    void whatTheOthersTakeIsBilledToNobody() throws IOException {
        List<Slow> samplers = List.of(new Slow(), new Slow());
        SamplingWindow both =
                new SamplingWindow("slow", Duration.ZERO, samplers.stream().map(this::of).toList());
        both.start();
        now += 5 * SECOND;
        both.stop();
        long sampled = samplers.stream().mapToLong(sampler -> sampler.to - sampler.from).sum();
        // 3 s more of the first, 1 s more of the second.
        assertEquals((8 + 6) * SECOND, sampled);
        assertEquals(sampled / 1e9, both.billedSeconds());
        // Each costs a millisecond for a request of its window, so a request costs two.
        assertEquals(sampled / 2_000_000, both.requests());
    }

    @Test
    void withoutRequestsThereIsNothingToDivideBy() throws IOException {
        SamplingWindow idle =
                new SamplingWindow(
                        "slow",
                        Duration.ZERO,
                        List.of(new Sampling(new Slow(), () -> now, () -> 0)));
        idle.start();
        now += SECOND;
        idle.stop();
        assertEquals(1, idle.billedSeconds());
        assertEquals(0, idle.requests());
    }
}
