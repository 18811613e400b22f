package webarch.harness.profile;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/** Samples the stacks of running processes. Owned by the thread that measures. */
interface Sampler {
    /** Returns when it samples, once in {@code interval} of CPU time, a thread's or a CPU's. */
    void start(Duration interval) throws IOException;

    /** Takes no more samples. */
    void stop() throws IOException;

    /** By what it samples, as the kernel and the user's rights allow; known when it has started. */
    String engine();

    /**
     * For how long the processes were on a CPU meanwhile, as far as that is counted beside the
     * samples; asked for once.
     */
    default OptionalDouble onCpuSeconds() throws IOException {
        return OptionalDouble.empty();
    }

    /** Leaves nothing behind, whatever it has come to; there are no samples then. */
    default void abandon() throws IOException {}

    /** What has been sampled between start and stop; asked for once. */
    Samples samples() throws IOException;
}
