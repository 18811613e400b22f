package webarch.harness.profile;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One sampler at work, with what the kernel bills meanwhile to what it samples, and the requests
 * that end meanwhile. The samplers of several processes start and stop one after another, so each
 * has a window of its own. Owned by the thread that measures.
 *
 * <pre>
 * first   starts ├── billed ────────────┤ stops
 * second           starts ├── billed ────────────┤ stops
 * </pre>
 */
final class Sampling {
    private final Sampler sampler;
    private final LongSupplier billing;
    private final LongSupplier ended;
    private long billed;
    private long requests;

    /**
     * Nothing begins yet.
     *
     * @param billing CPU time so far of what is sampled, in nanoseconds
     * @param ended requests that have ended so far
     */
    Sampling(Sampler sampler, LongSupplier billing, LongSupplier ended) {
        this.sampler = sampler;
        this.billing = billing;
        this.ended = ended;
    }

    void start(Duration interval) throws IOException {
        sampler.start(interval);
        billed = -billing.getAsLong();
        requests = -ended.getAsLong();
    }

    void stop() throws IOException {
        billed += billing.getAsLong();
        requests += ended.getAsLong();
        sampler.stop();
    }

    Sampler sampler() {
        return sampler;
    }

    /** CPU time in nanoseconds that was billed in its window. */
    long billed() {
        return billed;
    }

    /** That ended in its window. */
    long requests() {
        return requests;
    }
}
