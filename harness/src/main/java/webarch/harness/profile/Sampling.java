package webarch.harness.profile;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    /** CPU time in nanoseconds of all of them, each in its window. */
    static long billed(List<Sampling> all) {
        return all.stream().mapToLong(sampling -> sampling.billed).sum();
    }

    /**
     * The requests by which the CPU time of all of them is to be divided. A request costs the sum
     * of what it costs in each process, which is told by the requests of that process's window; so
     * these are the harmonic mean of the numbers of requests, weighted by the CPU time.
     */
    static long requests(List<Sampling> all) {
        double nanosPerRequest =
                all.stream()
                        .mapToDouble(sampling -> (double) sampling.billed / sampling.requests)
                        .sum();
        return Math.round(billed(all) / nanosPerRequest);
    }
}
